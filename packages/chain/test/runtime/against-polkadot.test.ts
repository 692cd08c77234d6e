import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expandMetadata, Metadata, TypeRegistry } from "@polkadot/types";
import type { ISignerPayload } from "@polkadot/types/types";
import { xxhashAsU8a } from "@polkadot/util-crypto";
import { toHex } from "@taostack/primitives";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { listOperations } from "../../src/registry/index.js";
import { headOf } from "../../src/runtime/block-header.js";
import { encodeEra } from "../../src/runtime/era.js";
import { fetchMetadata } from "../../src/runtime/fetch-metadata.js";
import { twox } from "../../src/runtime/hashers.js";
import { libraryName } from "../../src/runtime/names.js";
import { decodeBytes, type Runtime } from "../../src/runtime/runtime.js";
import { assembleTransaction, prepareTransaction } from "../../src/transactions/sign.js";
import { encodeCall, isCallSpec } from "../../src/writes/encode-call.js";
import { runtimeOf } from "../chain-surface/runtime-of.js";
import { sampleArguments } from "../chain-surface/sample-arguments.js";
import { useNetwork } from "../localnet/network.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const fixture = fileURLToPath(
  new URL("../../../../../shared/fixtures/subtensor-finney-393.metadata-v16.scale", import.meta.url),
);

const network = useNetwork();

interface Sides {
  readonly registry: TypeRegistry;
  readonly decorated: ReturnType<typeof expandMetadata>;
  readonly ours: Runtime;
}

function sidesOf(bytes: Uint8Array): Sides {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, bytes);
  registry.setMetadata(metadata, undefined, undefined, true);
  return { registry, decorated: expandMetadata(registry, metadata), ours: runtimeOf(bytes) };
}

const chains: [name: string, metadata: () => Promise<Uint8Array>][] = [
  ["localnet", () => network().client.chain.connection.read("metadata", ({ socket }) => fetchMetadata(socket, 5_000))],
];
if (existsSync(fixture)) chains.push(["the main network", async () => new Uint8Array(readFileSync(fixture))]);

describe.each(chains)("with the metadata of %s", (_, metadata) => {
  let sides: Sides;
  beforeAll(async () => {
    sides = sidesOf(await metadata());
  });

  it("every call has the bytes that @polkadot/types gives it", () => {
    const { ours, decorated } = sides;
    const known = new Set(ours.names().calls);
    let compared = 0;
    for (const { operation } of listOperations()) {
      if (operation.kind !== "write" || operation.build === "prepared") continue;
      for (const onlyRequired of [true, false]) {
        let spec: { call: string; args: object };
        try {
          spec = operation.build(sampleArguments(operation.arguments, onlyRequired) as never);
        } catch {
          continue; // samples that do not go together
        }
        if (!known.has(spec.call)) continue;
        const [pallet = "", call = ""] = spec.call.split(".");
        const create = decorated.tx[libraryName(pallet)]![libraryName(call)]!;
        const names = create.meta.fields.map(({ name }) => name.unwrap().toString());
        const args = spec.args as Readonly<Record<string, unknown>>;
        const theirs = create(...names.map((name) => theirForm(ours, args[name])));
        expect(toHex(encodeCall(ours, spec as never)), spec.call).toBe(theirs.toHex());
        const decoded = decodeBytes(spec.call, (reader) => ours.readCall(reader), theirs.toU8a());
        expect(decoded.args.map(([name]) => name)).toEqual(names);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(150);
  });

  it("every storage item has the key that @polkadot/types gives it", () => {
    const { ours, decorated } = sides;
    let compared = 0;
    for (const pallet of ours.metadata.pallets) {
      for (const entry of pallet.storage) {
        const theirs = Object.values(decorated.query).flatMap((items) =>
          Object.values(items).filter(
            ({ meta, prefix }) => prefix === pallet.prefix && String(meta.name) === entry.name,
          ),
        )[0]!;
        expect(ours.storage(pallet.name, entry.name).prefix([]), entry.name).toBe(toHex(theirs.keyPrefix()));
        const args = entry.key === undefined ? [] : keySample(ours, entry.key, entry.hashers.length);
        if (args === undefined) continue;
        const theirKey = toHex(theirs(...args)).slice(-ours.storage(pallet.name, entry.name).key(args).length + 2);
        expect(ours.storage(pallet.name, entry.name).key(args), entry.name).toBe(`0x${theirKey}`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(250);
  });

  it("a transaction is signed over the bytes, and has the fields, that @polkadot/types gives it", () => {
    const { ours, registry } = sides;
    const call = ours.callNamed("Balances", "transfer_keep_alive", { dest: ALICE, value: 5n });
    const birth = { number: 12_345, hash: `0x${"ab".repeat(32)}` };
    const { message, payload } = prepareTransaction(ours, call, ALICE, { nonce: 70, birth });
    const theirs = registry.createTypeUnsafe("SignerPayload", [
      {
        address: ALICE,
        blockHash: birth.hash,
        blockNumber: birth.number,
        era: registry.createType("ExtrinsicEra", { current: birth.number, period: 64 }),
        genesisHash: ours.genesisHash,
        method: registry.createType("Call", toHex(call)),
        nonce: 70,
        runtimeVersion: { specVersion: 0, transactionVersion: 0 },
        signedExtensions: registry.signedExtensions,
        tip: 0,
        version: 4,
      },
    ]) as unknown as ISignerPayload;
    expect(message).toBe(theirs.toRaw().data);
    const { withSignedTransaction: _signed, ...fields } = theirs.toPayload() as unknown as Record<string, unknown>;
    expect(fields).toMatchObject(payload);
    const unsigned = prepareTransaction(ours, call, ALICE, { nonce: 70, birth });
    const { hex, hash } = assembleTransaction(unsigned, new Uint8Array(64).fill(90));
    const whole = registry.createType("Extrinsic", hex);
    expect(whole.hash.toHex()).toBe(hash);
    expect(whole.signer.toString()).toBe(ALICE);
    expect(whole.nonce.toNumber()).toBe(70);
    expect(whole.method.toHex()).toBe(toHex(call));
  });
});

/** Bytes in hex, and calls encoded: as they are, the library would look for a length in front of them. */
function theirForm(ours: Runtime, value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map((item) => theirForm(ours, item));
  if (typeof value !== "object" || value === null) return value;
  if (isCallSpec(value)) return toHex(encodeCall(ours, value));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, theirForm(ours, item)]));
}

/** A value for each part of a key; `undefined` for parts of other kinds. */
function keySample({ types }: Runtime, key: number, parts: number): unknown[] | undefined {
  const { def } = types.entry(key);
  const each = parts > 1 && def.kind === "tuple" ? def.of : [key];
  const samples = each.map((type) => {
    const entry = types.entry(type);
    if (entry.path === "sp_core::crypto::AccountId32") return ALICE;
    if (entry.path === "primitive_types::H256") return `0x${"07".repeat(32)}`;
    const scalar = entry.def.kind === "composite" ? types.entry(entry.def.fields[0]!.type).def : entry.def;
    return scalar.kind === "primitive" && /^U/.test(scalar.name) ? 3 : undefined;
  });
  return samples.includes(undefined) ? undefined : samples;
}

describe("without metadata", () => {
  const registry = new TypeRegistry();

  it("headers have the same hashes", () => {
    const header = {
      parentHash: `0x${"01".repeat(32)}`,
      number: "0x123456",
      stateRoot: `0x${"02".repeat(32)}`,
      extrinsicsRoot: `0x${"03".repeat(32)}`,
      digest: { logs: ["0x0661757261205e6f891100000000", "0x05617572610801ff"] },
    };
    const theirs = registry.createType("Header", header);
    expect(headOf(header)).toEqual({ number: 0x123456, hash: theirs.hash.toHex() });
  });

  it("eras have the same bytes", () =>
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 16 }), (current, log) => {
        const era = registry.createType("ExtrinsicEra", { current, period: 2 ** log });
        expect(toHex(encodeEra(current, 2 ** log))).toBe(era.toHex());
      }),
    ));

  it("hashes are those of xxHash", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(64, 128, 256), (bytes, bits) => {
        expect(twox(bytes, bits)).toEqual(xxhashAsU8a(bytes, bits as 64));
      }),
    ));
});
