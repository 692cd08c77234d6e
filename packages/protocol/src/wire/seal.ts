import { TAG_BYTES } from "../session/tags.js";

/**
 * A reply's tag rides at the end of the message itself, as one more field of it: number 2047, which no message of ours uses. The
 * bytes stay a message of the declared type, and a reader that knows no seal passes over the field.
 */
const SEAL_START = Buffer.of(0xfa, 0x7f, TAG_BYTES);
export const SEAL_BYTES = SEAL_START.length + TAG_BYTES;

export function sealMessage(payload: Uint8Array, tag: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(payload.length + SEAL_BYTES);
  sealed.set(payload, 0);
  sealed.set(SEAL_START, payload.length);
  sealed.set(tag, payload.length + SEAL_START.length);
  return sealed;
}

/** The payload and the tag of a sealed message; nothing if it does not end in a seal. */
export function splitSeal(sealed: Buffer): { payload: Buffer; tag: Buffer } | undefined {
  const end = sealed.length - SEAL_BYTES;
  if (end < 0) return undefined;
  const start = sealed.subarray(end, end + SEAL_START.length);
  if (!start.equals(SEAL_START)) return undefined;
  return { payload: sealed.subarray(0, end), tag: sealed.subarray(end + SEAL_START.length) };
}
