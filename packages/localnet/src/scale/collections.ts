import { boundedDefinition, checkBound } from "./bytes.js";
import { scaleError } from "./errors.js";
import type { Reader } from "./reader.js";
import { type AnyType, ScaleType, structural, type ValueOf } from "./type.js";
import type { Writer } from "./writer.js";

// Items that take no bytes would make a short input claim billions of them.
const MAX_EMPTY_ITEMS = 65_536;

function readItems<T>(input: Reader, item: ScaleType<T>): T[] {
  const { codec } = item;
  const minBytes = codec.minBytes ?? 0;
  const length = input.length(minBytes);
  if (minBytes === 0 && length > Math.max(MAX_EMPTY_ITEMS, input.remaining)) {
    throw scaleError("localnet/scale_invalid", `${length} items are too many`);
  }
  return Array.from({ length }, () => codec.read(input));
}

function writeItems<T>(out: Writer, item: ScaleType<T>, values: readonly T[]): void {
  out.compact(values.length);
  for (const value of values) item.codec.write(out, value);
}

/** `Vec<T>`. For `Vec<u8>` see `bytes`. */
export function vec<T>(item: ScaleType<T>): ScaleType<T[]> {
  return new ScaleType<T[]>(
    { read: (input) => readItems(input, item), write: (out, values) => writeItems(out, item, values), minBytes: 1 },
    () => structural({ kind: "sequence", item }),
  );
}

/** `BoundedVec<T, max>`. For bytes see `boundedBytes`. */
export function boundedVec<T>(item: ScaleType<T>, max: number): ScaleType<T[]> {
  const inner = vec(item);
  return new ScaleType<T[]>(
    {
      read: (input) => checkBound(readItems(input, item), max),
      write: (out, values) => writeItems(out, item, checkBound(values, max)),
      minBytes: 1,
    },
    () => boundedDefinition(inner, item),
  );
}

/** `WeakBoundedVec<T, max>`: the bound is a promise, not a check. */
export function weakBoundedVec<T>(item: ScaleType<T>): ScaleType<T[]> {
  const inner = vec(item);
  return new ScaleType<T[]>(inner.codec, () => boundedDefinition(inner, item, "weak_bounded_vec::WeakBoundedVec"));
}

/** `[T; length]`. For `[u8; n]` see `fixedBytes`. */
export function array<T>(item: ScaleType<T>, length: number): ScaleType<T[]> {
  return new ScaleType<T[]>(
    {
      read: (input) => Array.from({ length }, () => item.codec.read(input)),
      write: (out, values) => {
        if (values.length !== length) throw scaleError("localnet/scale_invalid", `an array needs ${length} items`);
        for (const value of values) item.codec.write(out, value);
      },
      minBytes: length * (item.codec.minBytes ?? 0),
    },
    () => structural({ kind: "array", item, length }),
  );
}

type TupleValues<T extends readonly AnyType[]> = { -readonly [K in keyof T]: ValueOf<T[K]> };

/** `(A, B, …)` as an array of fixed length. */
export function tuple<const T extends readonly AnyType[]>(...items: T): ScaleType<TupleValues<T>> {
  return new ScaleType<TupleValues<T>>(
    {
      read: (input) => items.map((item) => item.codec.read(input)) as TupleValues<T>,
      write: (out, values) => {
        for (const [index, item] of items.entries()) item.codec.write(out, values[index]);
      },
      minBytes: items.reduce((sum, item) => sum + (item.codec.minBytes ?? 0), 0),
    },
    () => structural({ kind: "tuple", items }),
  );
}

/** `Option<T>`: `undefined` is none. */
export function option<T>(item: ScaleType<T>): ScaleType<T | undefined> {
  return new ScaleType<T | undefined>(
    {
      read: (input) => {
        const tag = input.u8();
        if (tag > 1) throw scaleError("localnet/scale_invalid", `${tag} is not an option`);
        return tag === 1 ? item.codec.read(input) : undefined;
      },
      write: (out, value) => {
        out.u8(value === undefined ? 0 : 1);
        if (value !== undefined) item.codec.write(out, value);
      },
      minBytes: 1,
    },
    () =>
      structural(
        {
          kind: "variant",
          variants: [
            { name: "None", index: 0, fields: [], docs: [] },
            { name: "Some", index: 1, fields: [{ type: item }], docs: [] },
          ],
        },
        "Option",
        [{ name: "T", type: item }],
      ),
  );
}

export type ResultValue<T, E> = { type: "Ok"; value: T } | { type: "Err"; value: E };

/** `Result<T, E>`. */
export function result<T, E>(ok: ScaleType<T>, err: ScaleType<E>): ScaleType<ResultValue<T, E>> {
  return new ScaleType<ResultValue<T, E>>(
    {
      read: (input) => {
        const tag = input.u8();
        if (tag > 1) throw scaleError("localnet/scale_invalid", `${tag} is not a result`);
        return tag === 0 ? { type: "Ok", value: ok.codec.read(input) } : { type: "Err", value: err.codec.read(input) };
      },
      write: (out, value) => {
        out.u8(value.type === "Ok" ? 0 : 1);
        if (value.type === "Ok") ok.codec.write(out, value.value);
        else err.codec.write(out, value.value);
      },
      minBytes: 1,
    },
    () =>
      structural(
        {
          kind: "variant",
          variants: [
            { name: "Ok", index: 0, fields: [{ type: ok }], docs: [] },
            { name: "Err", index: 1, fields: [{ type: err }], docs: [] },
          ],
        },
        "Result",
        [
          { name: "T", type: ok },
          { name: "E", type: err },
        ],
      ),
  );
}

const wrapped = (inner: AnyType) => ({ kind: "composite", fields: [{ type: inner }] }) as const;

/** `BTreeMap<K, V>` as a list of pairs; the writer must keep it sorted by key, as the chain does. */
export function bTreeMap<K, V>(key: ScaleType<K>, value: ScaleType<V>): ScaleType<[K, V][]> {
  const inner = vec(tuple(key, value)) as unknown as ScaleType<[K, V][]>;
  return new ScaleType(inner.codec, () =>
    structural(wrapped(inner), "BTreeMap", [
      { name: "K", type: key },
      { name: "V", type: value },
    ]),
  );
}

/** `BTreeSet<T>` as a sorted list without duplicates. */
export function bTreeSet<T>(item: ScaleType<T>): ScaleType<T[]> {
  const inner = vec(item);
  return new ScaleType(inner.codec, () => structural(wrapped(inner), "BTreeSet", [{ name: "T", type: item }]));
}
