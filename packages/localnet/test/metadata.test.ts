import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Metadata as PolkadotMetadata, TypeRegistry } from "@polkadot/types";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { metadataOf } from "../src/metadata/metadata.js";
import { createSubtensorRuntime } from "../src/runtime.js";
import { itemsOf } from "./conformance/items.js";
import { type Metadata, renderType } from "./support/render-type.js";

const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
const decode = (bytes: Uint8Array): Metadata => unifyMetadata(decAnyMetadata(bytes));
const ours = decode(metadataOf(runtime, 15));

describe("metadata", () => {
  it("has the same types and pallets in versions 14 and 15", () => {
    const older = decode(metadataOf(runtime, 14));
    expect(older.lookup).toEqual(ours.lookup);
    const names = (metadata: Metadata) =>
      metadata.pallets.map(({ name, index, calls, events, errors, storage }) => [
        name,
        index,
        calls,
        events,
        errors,
        storage,
      ]);
    expect(names(older)).toEqual(names(ours));
    expect(Object.keys(older.extrinsic.extensions)).toEqual(Object.keys(ours.extrinsic.extensions));
  });
  it("says the same in versions 15 and 16, and more in the latter", () => {
    const newer = decode(metadataOf(runtime, 16));
    expect(newer.lookup).toEqual(ours.lookup);
    expect([...itemsOf(newer)]).toEqual([...itemsOf(ours)]);
    expect(newer.extrinsic.extensions).toEqual(ours.extrinsic.extensions);
    expect(newer.extrinsic.extensionsByVersion).toEqual({ 0: Object.values(ours.extrinsic.extensions) });
    const versions = new Map(newer.apis.map((api) => [api.name, "version" in api ? api.version : 0]));
    expect(versions).toEqual(new Map(runtime.apis.map(({ name, version }) => [name, version])));
  });
  it.each([14, 15, 16] as const)("version %d decodes in @polkadot/types", (version) => {
    const registry = new TypeRegistry();
    const metadata = new PolkadotMetadata(registry, toHex(metadataOf(runtime, version)));
    registry.setMetadata(metadata);
    expect(metadata.version).toBe(version);
    expect(registry.createType("RuntimeCall" as "Call", "0x00000401").toHuman()).toMatchObject({ method: "remark" });
  });
  it("begins with the account and documents every error", () => {
    expect(ours.lookup[0]?.path).toEqual(["sp_core", "crypto", "AccountId32"]);
    for (const { name, errors } of runtime.pallets) {
      for (const error of Object.values(errors ?? {})) expect(error.docs, `${name}.${error.name}`).not.toBe("");
    }
  });
  it("gives no index twice", () => {
    const unique = (indices: number[]): void => expect(new Set(indices).size).toBe(indices.length);
    unique(runtime.pallets.map(({ index }) => index));
    for (const { calls = {}, errors = {} } of runtime.pallets) {
      unique(Object.values(calls).map(({ index }) => index));
      unique(Object.values(errors).map(({ index }) => index));
    }
  });
});

const fixture = fileURLToPath(
  new URL("../../../../shared/fixtures/subtensor-finney-393.metadata-v16.scale", import.meta.url),
);

// The main network's own metadata, too large for this repository. The pallets below are the same in both versions.
describe.skipIf(!existsSync(fixture))("compared with the main network's metadata", () => {
  const real = existsSync(fixture) ? decode(readFileSync(fixture)) : ours;
  const pallets = [
    "System",
    "Timestamp",
    "Aura",
    "Balances",
    "TransactionPayment",
    "Utility",
    "Sudo",
    "Multisig",
    "Proxy",
    "Commitments",
    "Drand",
    "MevShield",
  ];
  const pallet = (metadata: Metadata, name: string) => metadata.pallets.find((entry) => entry.name === name);

  const storageOf = (metadata: Metadata, name: string) =>
    (pallet(metadata, name)?.storage?.items ?? [])
      .map(({ name: item, modifier, type, fallback }) => {
        const render = (id: number): string => renderType(metadata.lookup, id);
        if (type.tag === "plain") return [item, modifier, render(type.value), String(fallback)];
        const { hashers, key, value } = type.value;
        return [item, modifier, hashers.map(({ tag }) => tag).join(), render(key), render(value), String(fallback)];
      })
      .sort();
  const enumOf = (metadata: Metadata, entry: { type: number } | undefined): string =>
    entry ? renderType(metadata.lookup, entry.type) : "none";
  const constantsOf = (metadata: Metadata, name: string) =>
    (pallet(metadata, name)?.constants ?? [])
      // The version names the APIs that a runtime has.
      .filter((constant) => constant.name !== "Version")
      .map(({ name: constant, type, value }) => [constant, renderType(metadata.lookup, type), String(value)]);

  it.each(pallets)("%s has the same storage, calls, events, errors and constants", (name) => {
    expect(pallet(ours, name)?.index).toBe(pallet(real, name)?.index);
    expect(storageOf(ours, name)).toEqual(storageOf(real, name));
    for (const part of ["calls", "events", "errors"] as const) {
      expect(enumOf(ours, pallet(ours, name)?.[part]), part).toBe(enumOf(real, pallet(real, name)?.[part]));
    }
    expect(constantsOf(ours, name)).toEqual(constantsOf(real, name));
  });
  it("has the same signed extensions in the same order", () => {
    const render = ({ lookup, extrinsic }: Metadata) =>
      Object.values(extrinsic.extensions).map(({ identifier, type, additionalSigned }) => [
        identifier,
        renderType(lookup, type),
        renderType(lookup, additionalSigned),
      ]);
    expect(render(ours)).toEqual(render(real));
  });
  it("marks the same things as deprecated", () => {
    const newer = decode(metadataOf(runtime, 16));
    const marks = (metadata: Metadata) => metadata.pallets.flatMap((entry) => deprecationsOf(metadata, entry)).sort();
    const names = new Set(newer.pallets.map(({ name }) => name));
    const theirs = marks({ ...real, pallets: real.pallets.filter(({ name }) => names.has(name)) });
    expect(marks(newer)).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(0);
  });
  it("has the same runtime APIs, as far as it has them", () => {
    for (const api of ours.apis) {
      const theirs = real.apis.find(({ name }) => name === api.name);
      for (const method of api.methods) {
        const other = theirs?.methods.find(({ name }) => name === method.name);
        if (!other) continue;
        const render = ({ lookup }: Metadata, { inputs, output }: typeof method) => [
          inputs.map(({ name, type }) => [name, renderType(lookup, type)]),
          widenCutoff(renderType(lookup, output)),
        ];
        expect(render(ours, method), `${api.name}.${method.name}`).toEqual(render(real, other));
      }
    }
  });
});

// The one field of a result whose type is wider at the spec version that this chain stands for.
const widenCutoff = (type: string): string =>
  type.replaceAll(/(activity_cutoff:(?:Option\[0 None\{\} 1 Some\{:)?)Compact<u16>/g, "$1Compact<u64>");

/** `SubtensorModule.calls.swap_hotkey: …`, for all that a pallet marks in version 16. */
function deprecationsOf({ lookup }: Metadata, pallet: Metadata["pallets"][number]): string[] {
  const variants = (part: "calls" | "events" | "errors"): string[] => {
    const entry = pallet[part];
    const def = entry && lookup[entry.type]?.def;
    const marked = entry && "deprecationInfo" in entry ? entry.deprecationInfo : [];
    return marked.map(({ index, deprecation }) => {
      const name = def?.tag === "variant" ? def.value.find((variant) => variant.index === index)?.name : undefined;
      return `${pallet.name}.${part}.${name}: ${JSON.stringify(deprecation)}`;
    });
  };
  const items = (pallet.storage?.items ?? []).flatMap((item) =>
    "deprecationInfo" in item && item.deprecationInfo.tag !== "NotDeprecated"
      ? [`${pallet.name}.storage.${item.name}: ${JSON.stringify(item.deprecationInfo)}`]
      : [],
  );
  return [...variants("calls"), ...variants("events"), ...variants("errors"), ...items];
}
