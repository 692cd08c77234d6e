import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readerOf } from "../../src/reads/index.js";
import { catalogue, listOperations } from "../../src/registry/index.js";
import { preparers } from "../../src/writes/preparers.js";

const sentence = /^[A-Z].*\.$/;

describe("the catalogue", () => {
  const entries = catalogue();

  it("can be made JSON, and says the same then", () => {
    expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
  });

  it("names each operation once, with a sentence and a help for each argument", () => {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    for (const { name, summary, arguments: args, kind, spends, signedBy } of entries) {
      expect(summary, name).toMatch(sentence);
      for (const { name: argument, help } of args) expect(help, `${name} ${argument}`).not.toMatch(/\.$|^$/);
      expect([spends, signedBy].every(Boolean), name).toBe(kind === "write");
    }
  });

  it("shows required arguments before the others", () => {
    for (const { name, arguments: args } of entries) {
      const order = args.map(({ required }) => required);
      expect(order, name).toEqual([...order].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it("has schemas that require what is required", () => {
    const add = entries.find(({ name }) => name === "staking.add")!;
    expect(add.schema).toMatchObject({
      type: "object",
      required: ["hotkey", "netuid", "amount"],
      additionalProperties: false,
      properties: {
        amount: { type: "string" },
        netuid: { type: "integer", maximum: 65_535 },
        allowPartial: { default: false },
      },
    });
    expect(add.errors).toContain("chain/NotEnoughBalanceToStake");
  });
});

it("every read has its reader, every prepared write its preparer, and no others", () => {
  const prepared = [];
  for (const { name, operation } of listOperations()) {
    if (operation.kind === "read") expect(readerOf(name), name).toBeTypeOf("function");
    else if (operation.build === "prepared") prepared.push(name);
  }
  expect(Object.keys(preparers).sort()).toEqual(prepared.sort());
});

it("imports no chain code", () => {
  const folder = fileURLToPath(new URL("../../src/registry/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, source = ""] of text.matchAll(/from "([^"]+)"/g)) {
      const inside = source.startsWith(".") && !relative(folder, join(folder, dirname(file), source)).startsWith("..");
      expect(inside || source === "@taostack/primitives", `${file} imports ${source}`).toBe(true);
    }
  }
});
