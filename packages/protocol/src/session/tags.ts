import { createHash, createHmac, type KeyObject, timingSafeEqual } from "node:crypto";

/** Tags are HMAC-SHA-256, cut to 128 bits. */
export const TAG_BYTES = 16;
export const DIGEST_BYTES = 32;

/** The first byte of what is authenticated says what it is, so that no tag fits another purpose. */
const REQUEST = 1;
const MESSAGE = 2;
const END = 3;

export const digestOf = (body: Uint8Array): Buffer => createHash("sha256").update(body).digest();

/** Over the header of a call (session, counter, time limit, digest of the message) and the method's path. */
export const requestTag = (toServer: KeyObject, header: Uint8Array, path: string): Buffer =>
  createHmac("sha256", toServer)
    .update(Uint8Array.of(REQUEST))
    .update(header)
    .update(path)
    .digest()
    .subarray(0, TAG_BYTES);

/** Over one reply message. `index` counts the messages of the call from 0: none can be left out, repeated or moved. */
export const messageTag = (toClient: KeyObject, counter: number, index: number, payload: Uint8Array): Buffer =>
  createHmac("sha256", toClient)
    .update(position(MESSAGE, counter, index))
    .update(payload)
    .digest()
    .subarray(0, TAG_BYTES);

/** Over the end of a call: how many messages it had, its status, reason and text. */
export function endTag(
  toClient: KeyObject,
  counter: number,
  messages: number,
  status: { readonly code: number; readonly details: string; readonly reason?: string | undefined },
): Buffer {
  return createHmac("sha256", toClient)
    .update(position(END, counter, messages))
    .update(`${status.code}\0${status.reason ?? ""}\0${status.details}`)
    .digest()
    .subarray(0, TAG_BYTES);
}

export const sameTag = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

function position(label: number, counter: number, index: number): Buffer {
  const bytes = Buffer.allocUnsafe(11);
  bytes.writeUInt8(label, 0);
  bytes.writeUIntBE(counter, 1, 6);
  bytes.writeUInt32BE(index, 7);
  return bytes;
}
