import type { KeyObject } from "node:crypto";
import { Metadata } from "@grpc/grpc-js";
import { DIGEST_BYTES, requestTag, TAG_BYTES } from "../session/tags.js";

/** What each call carries, in the metadata entry `taostack-call-bin`. */
export interface CallHeader {
  /** 16 bytes. */
  readonly sessionId: Uint8Array;
  /** From 1, each used once in a session. */
  readonly counter: number;
  /** How long the caller gives the call, u32. */
  readonly timeoutMs: number;
  /** SHA-256 of the request message. */
  readonly digest: Uint8Array;
}

export interface ReceivedCallHeader extends CallHeader {
  /** The bytes that the tag covers, with the method's path. */
  readonly authenticated: Buffer;
  readonly tag: Buffer;
}

const CALL_KEY = "taostack-call-bin";
const FORMAT = 1;
export const SESSION_ID_BYTES = 16;
export const MAX_COUNTER = 2 ** 48 - 1;
export const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Layout: format (1 byte), session (16), counter (6, big-endian), time limit (4, big-endian), digest (32), tag (16). */
const COUNTER_AT = 1 + SESSION_ID_BYTES;
const TIMEOUT_AT = COUNTER_AT + 6;
const DIGEST_AT = TIMEOUT_AT + 4;
const TAG_AT = DIGEST_AT + DIGEST_BYTES;
const HEADER_BYTES = TAG_AT + TAG_BYTES;

export function callMetadata(header: CallHeader, path: string, toServer: KeyObject): Metadata {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES);
  bytes.writeUInt8(FORMAT, 0);
  bytes.set(header.sessionId, 1);
  bytes.writeUIntBE(header.counter, COUNTER_AT, 6);
  bytes.writeUInt32BE(header.timeoutMs, TIMEOUT_AT);
  bytes.set(header.digest, DIGEST_AT);
  bytes.set(requestTag(toServer, bytes.subarray(0, TAG_AT), path), TAG_AT);
  const metadata = new Metadata();
  metadata.set(CALL_KEY, bytes);
  return metadata;
}

/** The header as received, nothing in it believed yet; nothing if there is none, or more than one, or of another form. */
export function readCallHeader(metadata: Metadata): ReceivedCallHeader | undefined {
  const [bytes, ...more] = metadata.get(CALL_KEY);
  if (!Buffer.isBuffer(bytes) || more.length > 0 || bytes.length !== HEADER_BYTES || bytes[0] !== FORMAT)
    return undefined;
  return {
    sessionId: bytes.subarray(1, COUNTER_AT),
    counter: bytes.readUIntBE(COUNTER_AT, 6),
    timeoutMs: bytes.readUInt32BE(TIMEOUT_AT),
    digest: bytes.subarray(DIGEST_AT, TAG_AT),
    authenticated: bytes.subarray(0, TAG_AT),
    tag: bytes.subarray(TAG_AT),
  };
}
