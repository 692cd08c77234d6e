import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { listOperations } from "../../../src/registry/index.js";

/** Made only by a crowdloan, or by a key that the tests have not. They are refused in the tests beside this one. */
const ONLY_REFUSED = ["neurons.associateEvmAddress", "subnets.createOnLease", "subnets.endLease"];

const folder = new URL("./", import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n")
  .replaceAll(/\s+/g, "");

it("every write is made on a chain by the tests beside this one", () => {
  const names = listOperations()
    .filter(({ operation }) => operation.kind === "write")
    .map(({ name }) => name);
  const unmade = names.filter((name) => !texts.includes(`ops.${name}(`) && !texts.includes(`write("${name}"`));
  expect(unmade).toEqual([]);
  expect(ONLY_REFUSED.every((name) => names.includes(name))).toBe(true);
});
