import {
  bTreeMap,
  bytes,
  compact,
  enumeration,
  fixedBytes,
  option,
  str,
  struct,
  tuple,
  u8,
  u32,
  variant,
  vec,
} from "../scale/index.js";

// The metadata's own types. Their paths never reach a registry.
const typeId = compact(u32);
const docs = vec(str);

const field = struct("Field", { name: option(str), type: typeId, typeName: option(str), docs });

const primitive = enumeration("Primitive", {
  bool: variant(0),
  char: variant(1),
  str: variant(2),
  u8: variant(3),
  u16: variant(4),
  u32: variant(5),
  u64: variant(6),
  u128: variant(7),
  u256: variant(8),
  i8: variant(9),
  i16: variant(10),
  i32: variant(11),
  i64: variant(12),
  i128: variant(13),
  i256: variant(14),
});

export const typeDef = enumeration("TypeDef", {
  composite: variant(0, vec(field)),
  variant: variant(1, vec(struct("Variant", { name: str, fields: vec(field), index: u8, docs }))),
  sequence: variant(2, typeId),
  array: variant(3, struct("Array", { length: u32, type: typeId })),
  tuple: variant(4, vec(typeId)),
  primitive: variant(5, primitive),
  compact: variant(6, typeId),
  bitSequence: variant(7, tuple(typeId, typeId)),
});

export const portableType = struct("PortableType", {
  id: typeId,
  type: struct("Type", {
    path: vec(str),
    params: vec(struct("TypeParameter", { name: str, type: option(typeId) })),
    def: typeDef,
    docs,
  }),
});

const hasher = enumeration("Hasher", {
  Blake2_128: variant(0),
  Blake2_256: variant(1),
  Blake2_128Concat: variant(2),
  Twox128: variant(3),
  Twox256: variant(4),
  Twox64Concat: variant(5),
  Identity: variant(6),
});

const storageFields = {
  name: str,
  modifier: enumeration("Modifier", { Optional: variant(0), Default: variant(1) }),
  type: enumeration("StorageType", {
    plain: variant(0, typeId),
    map: variant(1, { hashers: vec(hasher), key: typeId, value: typeId }),
  }),
  fallback: bytes,
  docs,
} as const;
const constantFields = { name: str, type: typeId, value: bytes, docs } as const;

const pallet = {
  name: str,
  storage: option(struct("Storage", { prefix: str, items: vec(struct("StorageEntry", storageFields)) })),
  calls: option(typeId),
  events: option(typeId),
  constants: vec(struct("Constant", constantFields)),
  errors: option(typeId),
  index: u8,
} as const;

const extension = struct("SignedExtension", { identifier: str, type: typeId, additionalSigned: typeId });

const magic = { magic: u32, version: u8 } as const;

/** "meta", little-endian. */
export const MAGIC = 0x6174656d;

export const metadataV14 = struct("MetadataV14", {
  ...magic,
  types: vec(portableType),
  pallets: vec(struct("Pallet", pallet)),
  extrinsic: struct("Extrinsic", { type: typeId, version: u8, extensions: vec(extension) }),
  runtime: typeId,
});

const param = struct("Param", { name: str, type: typeId });
const methodFields = { name: str, inputs: vec(param), output: typeId, docs } as const;
const runtimeApi = struct("RuntimeApi", { name: str, methods: vec(struct("Method", methodFields)), docs });
const outerEnums = struct("OuterEnums", { call: typeId, event: typeId, error: typeId });
const custom = bTreeMap(str, struct("CustomValue", { type: typeId, value: bytes }));

export const metadataV15 = struct("MetadataV15", {
  ...magic,
  types: vec(portableType),
  pallets: vec(struct("Pallet", { ...pallet, docs })),
  extrinsic: struct("Extrinsic", {
    version: u8,
    address: typeId,
    call: typeId,
    signature: typeId,
    extra: typeId,
    extensions: vec(extension),
  }),
  runtime: typeId,
  apis: vec(runtimeApi),
  outerEnums,
  custom,
});

// Version 16 says of everything whether it should still be used.
const note = { note: str, since: option(str) } as const;
const deprecation = enumeration("ItemDeprecation", {
  NotDeprecated: variant(0),
  DeprecatedWithoutNote: variant(1),
  Deprecated: variant(2, note),
});
const variantDeprecation = enumeration("VariantDeprecation", {
  DeprecatedWithoutNote: variant(1),
  Deprecated: variant(2, note),
});
const enumReference = option(
  struct("EnumReference", {
    type: typeId,
    deprecations: vec(struct("Deprecation", { index: u8, deprecation: variantDeprecation })),
  }),
);

export const metadataV16 = struct("MetadataV16", {
  ...magic,
  types: vec(portableType),
  pallets: vec(
    struct("Pallet", {
      name: str,
      storage: option(
        struct("Storage", { prefix: str, items: vec(struct("StorageEntry", { ...storageFields, deprecation })) }),
      ),
      calls: enumReference,
      events: enumReference,
      constants: vec(struct("Constant", { ...constantFields, deprecation })),
      errors: enumReference,
      associatedTypes: vec(struct("AssociatedType", { name: str, type: typeId, docs })),
      viewFunctions: vec(struct("ViewFunction", { id: fixedBytes(32), ...methodFields, deprecation })),
      index: u8,
      docs,
      deprecation,
    }),
  ),
  extrinsic: struct("Extrinsic", {
    versions: bytes,
    address: typeId,
    call: typeId,
    signature: typeId,
    extensionsByVersion: bTreeMap(u8, vec(typeId)),
    extensions: vec(extension),
  }),
  apis: vec(
    struct("RuntimeApi", {
      name: str,
      methods: vec(struct("Method", { ...methodFields, deprecation })),
      docs,
      version: typeId,
      deprecation,
    }),
  ),
  outerEnums,
  custom,
});
