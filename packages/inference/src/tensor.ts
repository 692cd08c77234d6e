import { inferenceError } from "./errors.js";

export type TensorType = "float32" | "int64" | "int32" | "uint8" | "bool";
export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

/** Numbers of one type in row-major order. `bool` holds 0 and 1. */
export interface ModelTensor {
  readonly type: TensorType;
  readonly data: TensorData;
  readonly dims: readonly number[];
}

const constructors = {
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

export const isTensorType = (type: string): type is TensorType => Object.hasOwn(constructors, type);

export const isDataOf = (type: TensorType, data: unknown): data is TensorData => data instanceof constructors[type];

export const sizeOf = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1);

/** A new array of the type, all zero. */
export const zeros = (type: TensorType, length: number): TensorData => new constructors[type](length);

/** Data that owns its whole buffer: a view of a larger one would take all of it to another thread. */
export function ownData(type: TensorType, data: TensorData): TensorData {
  if (data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength) return data;
  return copyOf(type, data);
}

/** The same numbers in a buffer of their own. */
export function copyOf(type: TensorType, data: TensorData): TensorData {
  const Numbers = constructors[type] as new (values: TensorData) => TensorData;
  return new Numbers(data);
}

/** Both hold the same type: who calls has checked it. */
export function copyInto(target: TensorData, source: TensorData, offset: number): void {
  if (target instanceof BigInt64Array) target.set(source as BigInt64Array, offset);
  else target.set(source as Uint8Array, offset);
}

function invalid(field: string, why: string, remedy: string): never {
  throw inferenceError({ code: "inference/invalid_request", field }, `${field} ${why}.`, { remedy });
}

/** What one input of a model takes. A free dimension is its name. */
export interface Expected {
  readonly type: TensorType;
  readonly dims: readonly (number | string)[];
}

/** @throws `inference/invalid_request` naming the field, what it holds and what to do. */
export function checkTensor(field: string, tensor: ModelTensor, expected: Expected, allowNaN: boolean): void {
  const { type, data, dims } = tensor;
  if (type !== expected.type) invalid(field, `has type ${type}`, `Give a tensor of type ${expected.type}.`);
  if (!isDataOf(type, data)) {
    invalid(field, `says ${type} but its data is no ${constructors[type].name}`, `Give a ${constructors[type].name}.`);
  }
  const fits = dims.length === expected.dims.length && dims.every((dim, axis) => fitsDim(dim, expected.dims[axis]));
  if (!fits) {
    const wanted = expected.dims.map((dim) => (dim === "" ? "any" : dim)).join(", ");
    invalid(field, `has dims [${dims.join(", ")}]`, `Give dims [${wanted}]: of one item, without the batch.`);
  }
  if (data.length !== sizeOf(dims)) {
    invalid(field, `has ${data.length} values for dims [${dims.join(", ")}]`, `Give ${sizeOf(dims)} values.`);
  }
  if (allowNaN || !(data instanceof Float32Array)) return;
  const index = indexOfNaN(data);
  if (index >= 0)
    invalid(field, `holds NaN at index ${index}`, "Give numbers, or set allowNaN if the model takes NaN.");
}

/** Sums, of which one with a NaN is NaN, take a third of the time that looking at each value does. */
function indexOfNaN(values: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const rest = values.length % 4;
  for (let index = rest; index < values.length; index += 4) {
    a += values[index]!;
    b += values[index + 1]!;
    c += values[index + 2]!;
    d += values[index + 3]!;
  }
  for (let index = 0; index < rest; index++) a += values[index]!;
  // So is a sum of infinities, hence the closer look.
  return Number.isNaN(a + b + c + d) ? values.findIndex(Number.isNaN) : -1;
}

const fitsDim = (dim: number, expected: number | string | undefined): boolean =>
  Number.isInteger(dim) && dim >= 0 && (typeof expected === "string" || dim === expected);
