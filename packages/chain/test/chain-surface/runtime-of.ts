import type { ApiPromise } from "@polkadot/api";
import { expandMetadata, Metadata, TypeRegistry } from "@polkadot/types";
import { Runtime } from "../../src/runtime/runtime.js";

/** The types of a metadata blob, without a chain. */
export function runtimeOf(bytes: Uint8Array): Runtime {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, bytes);
  registry.setMetadata(metadata);
  const { query, tx } = expandMetadata(registry, metadata);
  const api = {
    registry,
    query: Object.fromEntries(
      Object.entries(query).map(([pallet, items]) => [
        pallet,
        Object.fromEntries(Object.entries(items).map(([item, creator]) => [item, { creator }])),
      ]),
    ),
    tx: Object.assign((call: unknown) => ({ method: call }), wrapCalls(tx)),
    runtimeMetadata: metadata,
    runtimeVersion: { specVersion: registry.createType("u32", 0) },
    genesisHash: registry.createType("Hash"),
  };
  return new Runtime(api as unknown as ApiPromise);
}

type Calls = ReturnType<typeof expandMetadata>["tx"];

/** Extrinsics as the library makes them have their call in `method`. */
const wrapCalls = (tx: Calls) =>
  Object.fromEntries(
    Object.entries(tx).map(([pallet, calls]) => [
      pallet,
      Object.fromEntries(
        Object.entries(calls).map(([name, create]) => [
          name,
          Object.assign((...args: unknown[]) => ({ method: create(...args) }), { meta: create.meta }),
        ]),
      ),
    ]),
  );
