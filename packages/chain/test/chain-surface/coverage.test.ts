import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listOperations, RAW_CALLS, RAW_STORAGE, type RawItems } from "../../src/registry/index.js";
import { whatIsMissing } from "../../src/what-is-missing.js";
import { useNetwork } from "../localnet/network.js";

interface Surface {
  readonly pallets: Readonly<Record<string, { readonly calls?: object; readonly storage?: object }>>;
}

/** The names of the real chain at version 425; of the packages' tests, since it is theirs as well. */
const { pallets } = JSON.parse(
  readFileSync(new URL("../../../localnet/test/conformance/surface-425.json", import.meta.url), "utf8"),
) as Surface;
const operations = listOperations();

const namesOf = (part: "calls" | "storage"): string[] =>
  Object.entries(pallets).flatMap(([pallet, parts]) =>
    Object.keys(parts[part] ?? {}).map((name) => `${pallet}.${name}`),
  );
const rawNames = (raw: readonly RawItems[]): string[] =>
  raw.flatMap(({ pallet, names }) => names.filter((name) => name !== "*").map((name) => `${pallet}.${name}`));
const isRaw = (raw: readonly RawItems[], item: string): boolean =>
  raw.some(({ pallet, names }) =>
    names.some((name) => (name === "*" ? item.startsWith(`${pallet}.`) : item === `${pallet}.${name}`)),
  );

const covered = {
  calls: new Set(operations.flatMap(({ operation }) => (operation.kind === "write" ? operation.calls : []))),
  storage: new Set(
    operations.flatMap(({ operation }) =>
      operation.kind === "read" || operation.build === "prepared" ? (operation.uses.storage ?? []) : [],
    ),
  ),
};

describe.each([
  ["calls", RAW_CALLS],
  ["storage", RAW_STORAGE],
] as const)("the chain's %s", (part, raw) => {
  it("are each covered by an operation or left raw with a reason, and never both", () => {
    const all = namesOf(part);
    const left = all.filter((name) => !covered[part].has(name) && !isRaw(raw, name));
    expect(left).toEqual([]);
    expect(rawNames(raw).filter((name) => covered[part].has(name))).toEqual([]);
    const byOperations = all.filter((name) => covered[part].has(name)).length;
    process.stdout.write(`${part}: ${byOperations} of ${all.length} by operations, the others by their names\n`);
  });

  it("are listed as raw only if there are such", () => {
    const all = new Set(namesOf(part));
    expect(rawNames(raw).filter((name) => !all.has(name))).toEqual([]);
  });
});

describe("a connected chain", () => {
  const network = useNetwork();

  it("says what it lacks", () => {
    expect(whatIsMissing(network().client)).toEqual([]);
  });
});
