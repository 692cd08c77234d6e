import { extraType } from "../engine/extensions.js";
import type { Runtime } from "../engine/runtime.js";
import { type AnyType, multiAddress, multiSignature, struct } from "../scale/index.js";
import { describeApi, describeExtensions, describePallet } from "./describe.js";
import { describeV16 } from "./describe-v16.js";
import { TypeRegistry } from "./registry.js";
import { MAGIC, metadataV14, metadataV15, metadataV16 } from "./types.js";

/** The versions that a runtime offers. */
export const METADATA_VERSIONS = [14, 15, 16] as const;
export type MetadataVersion = (typeof METADATA_VERSIONS)[number];

const EXTRINSIC_VERSION = 4;

// All versions are made together: they must agree on every type id.
const cache = new WeakMap<Runtime, Record<MetadataVersion, Uint8Array>>();

/** The metadata of a runtime as its clients read it, beginning with `meta` and the version. */
export function metadataOf(runtime: Runtime, version: MetadataVersion): Uint8Array {
  const made = cache.get(runtime) ?? createMetadata(runtime);
  cache.set(runtime, made);
  return made[version];
}

function createMetadata(runtime: Runtime): Record<MetadataVersion, Uint8Array> {
  const registry = new TypeRegistry();
  const id = (type: AnyType): number => registry.idOf(type);
  const pallets = runtime.pallets.map((pallet) => describePallet(registry, runtime, pallet));
  const extensions = describeExtensions(registry);
  const extrinsic = id(runtime.extrinsic);
  const runtimeType = id(struct("node_subtensor_runtime::Runtime", {}));
  const outerEnums = { call: id(runtime.call), event: id(runtime.event), error: id(runtime.error) };
  const apis = runtime.apis.map((api) => describeApi(registry, api));
  const parts = {
    version: EXTRINSIC_VERSION,
    address: id(multiAddress),
    call: outerEnums.call,
    signature: id(multiSignature),
    extra: id(extraType),
    extensions,
  };
  const common = { magic: MAGIC, types: registry.types, pallets, runtime: runtimeType };
  return {
    14: metadataV14.encode({
      ...common,
      version: 14,
      extrinsic: { type: extrinsic, version: EXTRINSIC_VERSION, extensions },
    }),
    15: metadataV15.encode({ ...common, version: 15, extrinsic: parts, apis, outerEnums, custom: [] }),
    16: metadataV16.encode({
      magic: MAGIC,
      version: 16,
      types: registry.types,
      outerEnums,
      custom: [],
      ...describeV16(runtime, { pallets, extrinsic: parts, apis }),
    }),
  };
}
