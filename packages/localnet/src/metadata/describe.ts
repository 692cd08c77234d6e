import { extensions } from "../engine/extensions.js";
import type { Runtime } from "../engine/runtime.js";
import type { Pallet, RuntimeApi, StorageEntry } from "../frame/index.js";
import { type AnyType, tuple, type ValueOf } from "../scale/index.js";
import type { TypeRegistry } from "./registry.js";
import type { metadataV15 } from "./types.js";

type V15 = ValueOf<typeof metadataV15>;
type PalletMetadata = V15["pallets"][number];
type StorageMetadata = NonNullable<PalletMetadata["storage"]>["items"][number];

/** The parts of the metadata that versions 14 and 15 share. */
export function describePallet(registry: TypeRegistry, runtime: Runtime, pallet: Pallet): PalletMetadata {
  const { name, index, constants = {}, docs = [] } = pallet;
  const id = (type: AnyType | undefined): number | undefined => type && registry.idOf(type);
  return {
    name,
    index,
    storage: describeStorage(registry, pallet),
    calls: pallet.calls && registry.idOf(outerVariant(runtime.call, name)),
    events: id(pallet.events?.type),
    constants: Object.entries(constants).map(([constantName, { type, value, docs: lines }]) => ({
      name: constantName,
      type: registry.idOf(type),
      value,
      docs: [...lines],
    })),
    errors: pallet.errors && registry.idOf(outerVariant(runtime.error, name)),
    docs: [...docs],
  };
}

/** The type that an outer enum carries for a pallet; taken from there so that both share one registry entry. */
function outerVariant(outer: AnyType, pallet: string): AnyType {
  const { shape } = outer.definition;
  const variants = shape.kind === "variant" ? shape.variants : [];
  return variants.find(({ name }) => name === pallet)?.fields[0]?.type as AnyType;
}

function describeStorage(registry: TypeRegistry, { name, storage }: Pallet): PalletMetadata["storage"] {
  if (!storage) return undefined;
  return { prefix: name, items: Object.values(storage).map((entry) => describeEntry(registry, entry)) };
}

function describeEntry(registry: TypeRegistry, { name, spec }: StorageEntry): StorageMetadata {
  const value = registry.idOf(spec.type);
  const [first, ...others] = spec.keys.map(({ type }) => type);
  const key = first && (others.length > 0 ? tuple(first, ...others) : first);
  const hashers = spec.keys.map(({ hasher }) => ({ type: hasher }));
  return {
    name,
    modifier: { type: spec.fallback === undefined ? "Optional" : "Default" },
    type: key ? { type: "map", value: { hashers, key: registry.idOf(key), value } } : { type: "plain", value },
    fallback: spec.fallback ?? Uint8Array.of(0),
    docs: [...spec.docs],
  };
}

export const describeExtensions = (registry: TypeRegistry): V15["extrinsic"]["extensions"] =>
  extensions.map(({ identifier, extra, additional }) => ({
    identifier,
    type: registry.idOf(extra),
    additionalSigned: registry.idOf(additional),
  }));

export const describeApi = (registry: TypeRegistry, { name, methods, docs }: RuntimeApi): V15["apis"][number] => ({
  name,
  methods: Object.entries(methods).map(([methodName, { params, result, docs: line }]) => ({
    name: methodName,
    inputs: Object.entries(params).map(([paramName, type]) => ({ name: paramName, type: registry.idOf(type) })),
    output: registry.idOf(result),
    docs: line === undefined ? [] : [line],
  })),
  docs: docs === undefined ? [] : [docs],
});
