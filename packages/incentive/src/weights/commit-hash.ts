import { blake2b256, concatBytes } from "@taostack/primitives";
import { checkU16s } from "../check-input/check-values.js";
import { checkLength, checkU64 } from "../errors.js";

export interface CommitHashInput {
  /** The committing hotkey's public key, 32 bytes. */
  readonly account: Uint8Array;
  /** `mechanismIndex(netuid, mechanism)`; the netuid itself for mechanism 0. */
  readonly index: number;
  readonly uids: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** Random u16 values that hide the weights; to be kept until the reveal. */
  readonly salt: ArrayLike<number>;
  /** u64. */
  readonly versionKey: bigint;
}

/**
 * The hash that `commit_weights` takes: blake2-256 over the SCALE encoding of what the reveal will say.
 * @throws `incentive/length_mismatch`, `incentive/out_of_range` for what SCALE cannot encode.
 */
export function commitHash({ account, index, uids, values, salt, versionKey }: CommitHashInput): Uint8Array {
  checkLength("account", account.length, 32);
  checkLength("values", values.length, uids.length);
  checkU64("versionKey", versionKey);
  const encoded = [account, u16Bytes("index", [index]), vector("uids", uids), vector("values", values)];
  return blake2b256(concatBytes(...encoded, vector("salt", salt), u64Bytes(versionKey)));
}

/** `Vec<u16>`: a compact length, then little-endian items. */
function vector(argument: string, items: ArrayLike<number>): Uint8Array {
  return concatBytes(compactLength(items.length), u16Bytes(argument, items));
}

function u16Bytes(argument: string, items: ArrayLike<number>): Uint8Array {
  checkU16s(argument, items);
  const bytes = new Uint8Array(items.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < items.length; index += 1) view.setUint16(index * 2, items[index]!, true);
  return bytes;
}

function u64Bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

/** SCALE's compact integer, in the three modes that lengths need. */
function compactLength(length: number): Uint8Array {
  if (length < 64) return Uint8Array.of(length << 2);
  const bytes = new Uint8Array(length < 16_384 ? 2 : 4);
  if (bytes.length === 2) new DataView(bytes.buffer).setUint16(0, (length << 2) | 1, true);
  else new DataView(bytes.buffer).setUint32(0, length * 4 + 2, true);
  return bytes;
}
