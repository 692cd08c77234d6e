import type { GenericAccountId } from "@polkadot/types";
import type { Codec } from "@polkadot/types-codec/types";
import { encodeAddress } from "@taostack/primitives";

type Codecs = typeof import("@polkadot/types-codec");

/** Turns a decoded value of the chain into plain JavaScript. */
export type ToPlain = (codec: Codec) => unknown;

/**
 * Integers of up to 32 bits become numbers, wider ones bigint; accounts ss58, hashes hex, other bytes `Uint8Array`; a struct an object
 * with the library's field names; an absent option `undefined`; an enum its variant's name, or `{ type, value }` if it carries data.
 */
export function createToPlain(codecs: Codecs): ToPlain {
  const { AbstractArray, AbstractInt, BTreeMap, BTreeSet, bool, Compact, Enum, Option, Raw, Struct, Text } = codecs;

  const toPlain = (codec: Codec): unknown => {
    if (codec instanceof Option) return codec.isSome ? toPlain(codec.unwrap()) : undefined;
    if (codec instanceof Compact) return toPlain(codec.unwrap() as Codec);
    if (codec instanceof AbstractInt) return codec.encodedLength <= 4 ? codec.toNumber() : codec.toBigInt();
    if (codec instanceof bool) return codec.isTrue;
    if (codec instanceof Text) return codec.toString();
    if (codec instanceof Struct) return objectOf(codec.entries() as Iterable<[string, Codec]>);
    if (codec instanceof Enum) return codec.isBasic ? codec.type : { type: codec.type, value: toPlain(codec.inner) };
    if (codec instanceof AbstractArray) return Array.from(codec as Iterable<Codec>, toPlain);
    if (codec instanceof BTreeMap) return Array.from(codec.entries(), ([key, value]) => [toPlain(key), toPlain(value)]);
    if (codec instanceof BTreeSet) return Array.from(codec.values() as Iterable<Codec>, toPlain);
    if (codec instanceof Raw) return bytesOf(codec);
    return codec.toJSON();
  };

  const objectOf = (entries: Iterable<[string, Codec]>) =>
    Object.fromEntries(Array.from(entries, ([name, value]) => [name, toPlain(value)]));

  return toPlain;
}

function bytesOf(codec: Codec): unknown {
  const kind = codec.toRawType();
  if (kind === "AccountId") return encodeAddress((codec as GenericAccountId).toU8a(true));
  return /^H\d+$/.test(kind) ? codec.toHex() : Uint8Array.from(codec as unknown as Uint8Array);
}
