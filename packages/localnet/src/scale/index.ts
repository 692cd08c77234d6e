export {
  boundedBytes,
  bytes,
  fixedBytes,
  fixedHex,
} from "./bytes.js";
export * from "./collections.js";
export { compact } from "./compact.js";
export { type EnumValue, enumeration, type Variants, type VariantValue, variant } from "./enum.js";
export type { ScaleErrorData } from "./errors.js";
export * from "./fixed-point.js";
export { bytesOfHex, type HexString, toHex } from "./hex.js";
export * from "./known.js";
export { bool, i8, i16, i32, i64, i128, str, u8, u16, u32, u64, u128, u256, unit } from "./primitives.js";
export { Reader } from "./reader.js";
export { type FieldTypes, type FieldValues, newtype, struct } from "./struct.js";
export {
  type AnyType,
  type Codec,
  type Definition,
  type FieldDefinition,
  type PrimitiveName,
  RecursiveType,
  recursive,
  ScaleType,
  type Shape,
  type ValueOf,
} from "./type.js";
export { Writer } from "./writer.js";
