import { concatBytes, equalBytes } from "@taostack/primitives";

/** A ciphertext in parts: the identity-based header U, V, W, and the body under AES-256-GCM. */
export interface Timelocked {
  /** A point of G2, compressed. */
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly w: Uint8Array;
  /** Ciphertext with its tag. */
  readonly body: Uint8Array;
  readonly nonce: Uint8Array;
}

const SUITE = new TextEncoder().encode("AES_GCM_");
const U_BYTES = 96;
const HASH_BYTES = 32;
const NONCE_BYTES = 12;

/** Bytes behind their length, a u64 in little-endian. */
function prefixed(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true);
  return concatBytes(length, bytes);
}

export function serializeTimelocked({ u, v, w, body, nonce }: Timelocked): Uint8Array {
  const sealed = concatBytes(prefixed(body), prefixed(nonce));
  return concatBytes(u, prefixed(v), prefixed(w), prefixed(sealed), prefixed(SUITE));
}

class Cursor {
  #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#rest = bytes;
  }

  take(length: number): Uint8Array {
    if (length > this.#rest.length) throw new RangeError("the ciphertext ends early");
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  /** Bytes behind their length; the length has to be `expected`, if that is given. */
  prefixed(expected?: number): Uint8Array {
    const header = this.take(8);
    const length = Number(new DataView(header.buffer, header.byteOffset, 8).getBigUint64(0, true));
    if (expected !== undefined && length !== expected) throw new RangeError(`${length} bytes instead of ${expected}`);
    return this.take(length);
  }
}

/** @throws RangeError for bytes that are no ciphertext. */
export function parseTimelocked(bytes: Uint8Array): Timelocked {
  const cursor = new Cursor(bytes);
  const u = cursor.take(U_BYTES);
  const v = cursor.prefixed(HASH_BYTES);
  const w = cursor.prefixed(HASH_BYTES);
  const sealed = new Cursor(cursor.prefixed());
  if (!equalBytes(cursor.prefixed(SUITE.length), SUITE)) throw new RangeError("the cipher is not AES-GCM");
  return { u, v, w, body: sealed.prefixed(), nonce: sealed.prefixed(NONCE_BYTES) };
}
