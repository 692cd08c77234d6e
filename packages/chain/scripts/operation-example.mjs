const HOTKEY = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const COLDKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/** Numbers that mean something. */
const integers = { netuid: 1, uid: 3, port: 8091, mechanism: 0, block: 5_000_000, blocks: 7_200 };
const amounts = { tao: "1.5", alpha: "12.5", "tao per alpha": "0.025" };

/** A line that runs: the read or write by its name, with all arguments that it needs. */
export function exampleOf(name, kind, declared) {
  const args = plainExample(name, declared.arguments);
  const given =
    Object.keys(args).length === 0
      ? ""
      : `, ${JSON.stringify(args)
          .replaceAll(/"(\w+)":/g, "$1: ")
          .replaceAll(/,(?=\w+: |")/g, ", ")
          .replaceAll("{", "{ ")
          .replaceAll("}", " }")}`;
  return kind === "read"
    ? `await client.read("${name}"${given});`
    : `await client.write("${name}"${given}).submit({ signer });`;
}

/** Plain arguments of an operation: those that are required, and those without which it makes no sense. */
export function plainExample(name, fields) {
  const args = Object.entries(fields).filter(([, { presence }]) => presence === "required");
  const plain = Object.fromEntries(args.map(([key, { type }]) => [key, sampleOf(type, key)]));
  return { ...plain, ...own[name] };
}

/** Where a value of the type alone would be refused, or say nothing. */
const own = {
  "subnets.setHyperparameter": { name: "tempo", value: 360 },
  "subnets.setChainParameter": { name: "admin_freeze_window", value: 10 },
  "metagraph.select": { fields: ["hotkeys", "incentives"] },
  "chain.constant": { pallet: "Balances", name: "ExistentialDeposit" },
  "chain.storage": { pallet: "SubtensorModule", item: "Tempo", keys: [1] },
  "chain.storageEntries": { pallet: "SubtensorModule", item: "NetworksAdded" },
  "chain.runtimeCall": { api: "SubnetInfoRuntimeApi", method: "get_subnet_hyperparams_v2", args: [1] },
  "chain.call": { call: "System.remark", args: { remark: "0x0102" } },
};

function sampleOf(type, key) {
  switch (type.kind) {
    case "integer":
      return integers[type.role] ?? Math.max(type.min, Math.min(type.max, 3));
    case "big":
      return "5";
    case "amount":
      return amounts[type.unit];
    case "account":
      return type.role === "hotkey" ? HOTKEY : COLDKEY;
    case "fraction":
      return "18%";
    case "number":
      return 0.5;
    case "boolean":
      return true;
    case "text":
      return key === "name" ? "Example" : "text";
    case "bytes":
      return `0x${"ab".repeat(Math.max(1, type.minLength))}`;
    case "hash":
      return `0x${"ab".repeat(type.length)}`;
    case "ip":
      return "203.0.113.7";
    case "enum":
      return type.values[0];
    case "list":
      return [sampleOf(type.of, key)];
    case "struct":
      return plainExample("", type.fields);
    case "maybe":
      return sampleOf(type.of, key);
    case "call":
      return { operation: "balances.transfer", arguments: { to: COLDKEY, amount: "1.5" } };
    default:
      return 1;
  }
}
