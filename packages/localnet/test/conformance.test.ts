import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { describe, expect, it } from "vitest";
import { metadataOf } from "../src/metadata/metadata.js";
import { createSubtensorRuntime } from "../src/runtime.js";
import { coveragePage } from "./conformance/coverage.js";
import { differences } from "./conformance/differences.js";
import { CHANGED_SINCE_393, COMPATIBILITY } from "./conformance/explained.js";
import { itemsOf } from "./conformance/items.js";
import { chainSurface } from "./conformance/surface.js";
import { surfaceOf } from "./conformance/surface-of.js";

const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
const itemOf = (line: string): string => line.slice(0, line.indexOf(":"));

describe("localnet's names and numbers", () => {
  it("are the chain's, but for differences with a reason", () => {
    const found = differences(surfaceOf(runtime), chainSurface);
    const unexplained = found.filter((line) => !(itemOf(line) in COMPATIBILITY));
    expect(unexplained).toEqual([]);
    expect(found.map(itemOf).sort(), "reasons without a difference").toEqual(Object.keys(COMPATIBILITY).sort());
  });
  it("are counted on a page that is true", async () => {
    const page = coveragePage(runtime, chainSurface);
    const totals = page.split("\n").filter((line) => line.startsWith("| **all**") || line.startsWith("Runtime APIs"));
    process.stdout.write(`${totals.join("\n")}\n`);
    await expect(page).toMatchFileSnapshot("../COVERAGE.md");
  });
});

const fixture = fileURLToPath(
  new URL("../../../../shared/fixtures/subtensor-finney-393.metadata-v16.scale", import.meta.url),
);
const reason = existsSync(fixture) ? "" : " (skipped: the main network's metadata is not on this machine)";

describe.skipIf(!existsSync(fixture))(`localnet's types${reason}`, () => {
  const read = (bytes: Uint8Array) => itemsOf(unifyMetadata(decAnyMetadata(bytes)));
  // A number may have moved since; the surface above is what numbers are held against.
  const withoutNumber = (text: string): string => text.replace(/^\d+ (?=\{)/, "");

  it("are the main network's, but for what has changed since", () => {
    const ours = read(metadataOf(runtime, 15));
    const real = read(readFileSync(fixture));
    const different = [...ours].flatMap(([item, text]) => {
      const other = real.get(item);
      return other === undefined || withoutNumber(other) === withoutNumber(text) ? [] : [item];
    });
    const compared = [...ours.keys()].filter((item) => real.has(item)).length;
    process.stdout.write(`${compared} of ${real.size} items of the main network's metadata compared\n`);
    const explained = { ...CHANGED_SINCE_393, ...COMPATIBILITY };
    expect(different.filter((item) => !(item in explained))).toEqual([]);
    expect(Object.keys(CHANGED_SINCE_393).filter((item) => !different.includes(item))).toEqual([]);
  });
});
