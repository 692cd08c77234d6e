// The reference page of all operations, from the registry: `node scripts/operations-page.mjs` writes docs/operations.md.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { exampleOf } from "./operation-example.mjs";

const page = new URL("../../../docs/operations.md", import.meta.url);

const spends = {
  nothing: "nothing, not even a fee",
  fee: "the fee",
  tao: "TAO, and the fee",
  alpha: "alpha, and the fee",
  lock: "TAO that is held until it is given back, and the fee",
  burn: "what is gone for good, and the fee",
  any: "what the call inside it takes, and the fee",
};
const signers = {
  coldkey: "a coldkey",
  hotkey: "the hotkey",
  owner: "the subnet owner's coldkey",
  root: "the chain's sudo key",
  any: "any account",
};

/** @param registry - What `@taostack/chain/operations` exports. */
export function operationsPage(registry) {
  const { catalogue, catalogueGroups, operationNamed } = registry;
  const entries = catalogue();
  const groups = catalogueGroups().map((group) => ({
    ...group,
    entries: entries.filter((entry) => entry.group === group.name),
  }));
  const sections = groups.map(({ name, summary, entries: own }) =>
    [`## ${name}`, summary, ...own.map((entry) => operation(entry, operationNamed(entry.name)))].join("\n\n"),
  );
  return `${[head(entries.length), index(groups), ...sections].join("\n\n")}\n`;
}

const head = (count) => `# Operations

Every read and write of \`@taostack/chain\`, ${count} in all. Written by \`packages/chain/scripts/operations-page.mjs\` from the registry; do not edit.

Each is a typed method (\`client.operations.staking.add({ … })\`), a read or write by its name with plain arguments (\`client.read\`, \`client.write\`: the
examples here), and a command (\`tao call staking.add netuid=1 …\`). In plain arguments amounts are TAO or alpha as text (\`"1.5"\`); in the typed methods they are
\`bigint\` rao. A read takes \`{ at }\`, a block's number or hash, as well; a write is sent by \`.submit({ signer })\`, or first tried by \`.dryRun(signer)\`.
Errors beside those that are named: too little for the fee, a lost connection, and what the
[README](../packages/chain/README.md#what-holds-everywhere) lists.`;

const index = (groups) =>
  [
    "| group | reads | writes |",
    "| --- | --- | --- |",
    ...groups.map(
      ({ name, entries }) => `| [${name}](#${name}) | ${links(entries, "read")} | ${links(entries, "write")} |`,
    ),
  ].join("\n");

const links = (entries, kind) =>
  entries
    .filter((entry) => entry.kind === kind)
    .map(({ name }) => `[${name.split(".")[1]}](#${anchor(name)})`)
    .join(" · ");

const anchor = (name) => name.toLowerCase().replaceAll(".", "");

function operation(entry, declared) {
  const { name, kind, summary } = entry;
  const result = kind === "read" ? declared.result : declared.outcome?.type;
  const parts = [
    `### ${name}`,
    summary,
    kind === "read"
      ? ""
      : `Signed by ${signers[entry.signedBy]}; takes ${spends[entry.spends]}. Calls: ${declared.calls.length > 6 ? `\`${declared.calls[0].split(".")[0]}.…\` (${declared.calls.length})` : declared.calls.map(code).join(", ")}.`,
    table(entry.arguments),
    result === undefined ? "" : resultText(kind, result),
    entry.errors.length === 0
      ? ""
      : `Errors: ${entry.errors.map((error) => code(error.replace("chain/", ""))).join(", ")}.`,
    `\`\`\`ts\n${exampleOf(name, kind, declared)}\n\`\`\``,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const code = (text) => `\`${text}\``;
const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");

function table(args) {
  if (args.length === 0) return "";
  const rows = args.map(({ name, takes, help, required, default: value }) => {
    const presence = required ? "" : value === undefined ? " Optional." : ` By default \`${JSON.stringify(value)}\`.`;
    return `| \`${name}\` | ${cell(takes)} | ${cell(`${help}.${presence}`)} |`;
  });
  return ["| argument | is | and stands for |", "| --- | --- | --- |", ...rows].join("\n");
}

function resultText(kind, type) {
  const of = fieldsOf(type);
  const rows = of.map(({ name, type: inner, help }) => `| \`${name}\` | ${cell(nameOf(inner))} | ${cell(help)} |`);
  const text = `${kind === "read" ? "Gives" : "Its outcome is"} ${nameOf(type)}.`;
  return rows.length === 0
    ? text
    : [`${text}\n`, "| field | is | and stands for |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Of an object, of the objects of a list, of an object that may be absent. */
function fieldsOf(type) {
  if (type.kind === "list" || type.kind === "maybe") return fieldsOf(type.of);
  return type.kind === "struct"
    ? Object.entries(type.fields).map(([name, field]) => ({ name, type: field.type, help: field.help }))
    : [];
}

const units = { tao: "TAO (rao)", alpha: "alpha (rao)", "tao per alpha": "rao for one alpha" };

function nameOf(type) {
  switch (type.kind) {
    case "integer":
      return type.role ?? "a number";
    case "big":
      return type.role ?? "a bigint";
    case "amount":
      return units[type.unit];
    case "account":
      return `${type.role === "account" ? "an address" : `a ${type.role}`} (ss58)`;
    case "fraction":
      return type.bits === 16 ? "a fraction of 65535" : "a fraction of 2^64 − 1";
    case "bytes":
      return "bytes";
    case "hash":
      return `${type.length} bytes in hex`;
    case "enum":
      return `one of ${type.values.map((value) => `\`${value}\``).join(", ")}`;
    case "list":
      return `a list, each ${nameOf(type.of)}`;
    case "maybe":
      return `${nameOf(type.of)}, or \`undefined\``;
    case "column":
      return `a \`${type.array}\`, index = uid`;
    case "struct":
      return "an object";
    case "any":
      return "a value";
    case "call":
      return "a call";
    default:
      return `${/^[aeiou]/.test(type.kind) ? "an" : "a"} ${type.kind}`;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(page, operationsPage(await import("../dist/registry/index.js")));
}
