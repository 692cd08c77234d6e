import { catalogue, catalogueGroups, parseArguments } from "@taostack/chain/operations";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Operation, Schema } from "../src/web/operations/catalogue.js";
import { commandLine, networkOption } from "../src/web/operations/command-line.js";
import { linkTo, readLink, readQuery } from "../src/web/operations/deep-link.js";
import { draftOf, emptyDraft, typedValue } from "../src/web/operations/draft.js";
import { findOperations } from "../src/web/operations/find-operations.js";
import { grouped } from "../src/web/operations/grouped.js";
import { typedArguments } from "../src/web/operations/plain-text.js";
import { problemsOf } from "../src/web/operations/problems.js";
import { labelOf } from "../src/web/operations/shape.js";
import { columnsAsRows } from "../src/web/operations/tabular.js";

// Units are the gateway's addition, and no part of what is typed.
const operations: readonly Operation[] = catalogue().map((entry) => ({
  ...entry,
  units: { arguments: {}, result: {} },
}));
const named = (name: string): Operation => operations.find((each) => each.name === name) as Operation;
const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const terminal = { at: "", network: undefined };

/** A value that fits a schema of the registry. */
function sample({ type, pattern = "", minimum = 0, enum: choices, items, properties, minLength }: Schema): unknown {
  if (choices) return choices[0];
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sample(each)]));
  if (type === "array") return [sample(items ?? {})];
  if (type === "integer") return minimum;
  if (type === "number") return 0.5;
  if (type === "boolean") return true;
  if (minLength === 47) return alice;
  if (pattern.startsWith("^0x")) return `0x${"ab".repeat(bytesOf(pattern))}`;
  if (pattern !== "") return "12";
  return type === "string" ? "it's 1, 2 and [3]" : { operation: "utility.remark", arguments: { text: "a, b" } };
}

function bytesOf(pattern: string): number {
  const [, nibbles] = /\[0-9a-f\]\{(\d+)\}\$/.exec(pattern) ?? [];
  const [, least = "1"] = /\)\{(\d+),\d+\}/.exec(pattern) ?? [];
  return nibbles === undefined || pattern.includes("(") ? Number(least) : Number(nibbles) / 2;
}

const takesAnything = (schema: Schema = {}): boolean => schema.type === undefined && schema.enum === undefined;

const valuesOf = (operation: Operation) => {
  const values = sample(operation.schema) as Record<string, unknown>;
  // Text that is no address of a machine.
  for (const key of ["ip"]) if (key in values) values[key] = "192.0.2.1";
  return values;
};

describe("a form of every operation in the registry", () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    "%s: what is typed is what the registry reads, by link and by command line",
    (_, operation) => {
      const values = valuesOf(operation);
      const draft = draftOf(operation.schema, values);
      const expected = parseArguments(operation.name as never, values);
      expect(parseArguments(operation.name as never, (typedValue(operation.schema, draft) ?? {}) as never)).toEqual(
        expected,
      );
      expect(problemsOf(operation.schema, draft)).toEqual({});
      const texts = Object.fromEntries(
        typedArguments(operation.schema, draft).map(([name, text]) => [
          name,
          // Arguments that take anything are kept as texts, and read where they are used.
          takesAnything(operation.schema.properties?.[name]) ? JSON.parse(text) : text,
        ]),
      );
      expect(parseArguments(operation.name as never, texts)).toEqual(expected);
      const link = readLink(linkTo(operation, draft, "7"));
      expect(link?.name).toBe(operation.name);
      const again = readQuery(operation, link?.query ?? "");
      expect(again).toEqual({ draft, at: "7" });
    },
  );

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    "%s: an empty form misses what the schema requires, and nothing else",
    (_, { schema }) => {
      const empty = emptyDraft(schema);
      expect(typedValue(schema, empty)).toBeUndefined();
      expect(Object.keys(problemsOf(schema, empty)).sort()).toEqual([...(schema.required ?? [])].sort());
    },
  );
});

describe("problems of a form", () => {
  const find = (name: string, values: Record<string, unknown>) => {
    const { schema } = named(name);
    return problemsOf(schema, draftOf(schema, values));
  };
  it.each([
    ["swap.price", { netuid: "65536" }, ["netuid"]],
    ["swap.price", { netuid: "1.5" }, ["netuid"]],
    ["swap.price", { netuid: "one" }, ["netuid"]],
    ["balances.get", { address: "5Grw" }, ["address"]],
    ["balances.list", { addresses: [alice, "5Grw"] }, ["addresses"]],
    ["balances.transfer", { to: alice, amount: "1.0000000001" }, ["amount"]],
    ["delegates.increaseTake", { hotkey: alice, take: "18%" }, []],
    ["delegates.increaseTake", { hotkey: alice, take: "1.8" }, ["take"]],
    ["children.set", { hotkey: alice, netuid: 1, children: [{ proportion: 0.5, child: alice }, {}] }, ["children[1]"]],
    [
      "children.set",
      { hotkey: alice, netuid: 1, children: [{ proportion: 2, child: alice }] },
      ["children[0].proportion"],
    ],
  ] as const)("%s with %j", (name, values, places) => {
    expect(Object.keys(find(name, values))).toEqual(places);
  });
});

describe("the command line", () => {
  const line = (name: string, values: Record<string, unknown>, options: { at: string; network: string | undefined }) =>
    commandLine(named(name), draftOf(named(name).schema, values), options);

  it("tries a write, reads at a block, and names what is missing", () => {
    expect(line("staking.add", { hotkey: alice, netuid: 1, amount: "1.5" }, terminal)).toBe(
      `tao call staking.add hotkey=${alice} netuid=1 amount=1.5 --dry-run`,
    );
    expect(line("swap.price", { netuid: 1 }, { at: "12", network: "test" })).toBe(
      "tao call swap.price netuid=1 --network test --at 12",
    );
    expect(line("staking.get", { netuid: 1 }, terminal)).toBe(
      "tao call staking.get hotkey=HOTKEY netuid=1 coldkey=COLDKEY",
    );
  });

  it("keeps a shell from reading anything into a text", () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = line("utility.remark", { text }, terminal);
        const [, quoted = ""] = /^tao call utility\.remark (.*) --dry-run$/s.exec(words) ?? [];
        expect(unquote(quoted)).toBe(text.trim() === "" ? "text=TEXT" : `text=${text}`);
      }),
    ));

  it("names the chains that tao knows", () => {
    expect(["finney", "test network", "local network", "other", undefined].map(networkOption)).toEqual([
      "finney",
      "test",
      "local",
      undefined,
      undefined,
    ]);
  });
});

/** As a POSIX shell: quoted parts, and outside of them only backslashes and what means nothing. */
function unquote(word: string): string {
  if (!word.startsWith("'")) return /^[\w@%+=:,./-]+$/.test(word) ? word : "not safe";
  return word.replace(/'([^']*)'|\\(.)|(.)/gs, (_, inside, escaped, bare) => {
    if (bare !== undefined) throw new Error(`bare ${bare}`);
    return inside ?? escaped;
  });
}

describe("the list", () => {
  const all = { groups: catalogueGroups(), operations };
  const names = (search: string, kind: "all" | "read" | "write" = "all") =>
    findOperations(all, search, kind).flatMap((group) => group.operations.map(({ name }) => name));

  it("has everything, in the registry's order", () => {
    expect(names("")).toEqual(operations.map(({ name }) => name));
    expect(names("", "read").length + names("", "write").length).toBe(operations.length);
  });

  it("finds by all words, in names, sentences and arguments", () => {
    expect(names("STAKING add")).toContain("staking.add");
    expect(names("limitprice", "read")).toEqual([]);
    expect(names("limitprice")).toContain("staking.add");
    expect(names("no such words at all")).toEqual([]);
  });
});

it.each([
  ["#operations", { name: undefined, query: "" }],
  ["#operations/swap.price", { name: "swap.price", query: "" }],
  ["#operations/swap.price?netuid=1&at=2", { name: "swap.price", query: "netuid=1&at=2" }],
  ["#subnet=1", undefined],
  ["#operationsx", undefined],
  ["", undefined],
])("the address %s", (hash, expected) => expect(readLink(hash)).toEqual(expected));

it.each([
  ["1234", 4, "1,234"],
  ["8091", 6, "8091"],
  ["1234567.123456789", 6, "1,234,567.123456789"],
  ["-100000", 6, "-100,000"],
  ["0.000000001", 4, "0.000000001"],
  ["0xabc", 4, "0xabc"],
])("%s with thousands from %i digits on is %s", (text, digits, expected) =>
  expect(grouped(text, digits)).toBe(expected),
);

it("makes labels of names", () => {
  expect(["netuid", "limitPrice", "evmAddress"].map(labelOf)).toEqual(["Netuid", "Limit price", "Evm address"]);
});

it("turns columns of one length into rows", () => {
  const columns = { name: "text", uids: [0, 1], stake: ["1", "2"], active: [true, false], short: [1] };
  expect(columnsAsRows(columns)).toEqual({
    columns: ["uids", "stake", "active"],
    rows: [
      { uids: 0, stake: "1", active: true },
      { uids: 1, stake: "2", active: false },
    ],
  });
  expect(columnsAsRows({ a: [1], b: [2] })).toBeUndefined();
});
