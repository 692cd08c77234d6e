import { fromHex } from "@taostack/primitives";
import { scaleError } from "./errors.js";
import { type HexString, toHex } from "./hex.js";
import { u8 } from "./primitives.js";
import { type Codec, type Definition, ScaleType, structural } from "./type.js";

const bytesCodec: Codec<Uint8Array> = {
  read: (input) => input.bytes(input.length(1)),
  write: (out, value) => {
    out.compact(value.length);
    out.bytes(value);
  },
  minBytes: 1,
};

/** `Vec<u8>` as bytes. */
export const bytes: ScaleType<Uint8Array> = new ScaleType(bytesCodec, () => structural({ kind: "sequence", item: u8 }));

/** `BoundedVec<u8, max>` as bytes. More than `max` bytes do not decode. */
export function boundedBytes(max: number): ScaleType<Uint8Array> {
  const codec: Codec<Uint8Array> = {
    read: (input) => checkBound(bytesCodec.read(input), max),
    write: (out, value) => bytesCodec.write(out, checkBound(value, max)),
    minBytes: 1,
  };
  return new ScaleType(codec, () => boundedDefinition(bytes, u8));
}

export function checkBound<V extends { readonly length: number }>(value: V, max: number): V {
  if (value.length > max)
    throw scaleError("localnet/scale_invalid", `${value.length} items exceed the bound of ${max}`);
  return value;
}

export const boundedDefinition = (
  vec: ScaleType<unknown>,
  item: ScaleType<unknown>,
  path = "bounded_vec::BoundedVec",
): Definition =>
  structural({ kind: "composite", fields: [{ type: vec, typeName: "Vec<T>" }] }, `bounded_collections::${path}`, [
    { name: "T", type: item },
    { name: "S" },
  ]);

const arrayDefinition = (length: number): Definition => structural({ kind: "array", item: u8, length });

/** `[u8; length]` as bytes. */
export function fixedBytes(length: number): ScaleType<Uint8Array> {
  const codec: Codec<Uint8Array> = {
    read: (input) => input.bytes(length),
    write: (out, value) => {
      if (value.length !== length)
        throw scaleError("localnet/scale_invalid", `${value.length} bytes are not [u8; ${length}]`);
      out.bytes(value);
    },
    minBytes: length,
  };
  return new ScaleType(codec, () => arrayDefinition(length));
}

const hexCodec = (length: number): Codec<HexString> => ({
  read: (input) => toHex(input.bytes(length)),
  write: (out, value) => {
    const raw = fromHex(value);
    if (raw.length !== length) throw scaleError("localnet/scale_invalid", `${value} does not have ${length} bytes`);
    out.bytes(raw);
  },
  minBytes: length,
});

/** A named wrapper of `[u8; length]` as a hex string: accounts, hashes, public keys. */
export function fixedHex(path: string, length: number): ScaleType<HexString> {
  const inner = fixedBytes(length);
  return new ScaleType(hexCodec(length), () =>
    structural({ kind: "composite", fields: [{ type: inner, typeName: `[u8; ${length}]` }] }, path),
  );
}
