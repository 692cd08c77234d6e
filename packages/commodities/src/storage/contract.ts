import { protocolError } from "@taostack/protocol";
import { HASH_BYTES } from "./merkle.js";

/** What a miner grants. All of it is finite. */
export interface StorageLimits {
  /** Longest piece. Below the protocol's longest message. */
  readonly maxPieceBytes: number;
  readonly maxLeaseSeconds: number;
  /** Pieces in one audit. */
  readonly maxAuditPieces: number;
  /** Blocks of each. */
  readonly maxAuditSamples: number;
  /** Pieces in one page of a list, or in one deletion. */
  readonly maxPage: number;
  /** Bytes of pieces being received, sent or audited at once; more are refused as busy. */
  readonly maxBytesInFlight: number;
}

export const defaultStorageLimits: StorageLimits = {
  maxPieceBytes: 2 * 1024 * 1024,
  maxLeaseSeconds: 90 * 86_400,
  maxAuditPieces: 64,
  maxAuditSamples: 4,
  maxPage: 1000,
  maxBytesInFlight: 256 * 1024 * 1024,
};

export const NONCE_BYTES = 32;

/** @throws `protocol/invalid_argument` */
export function checkId(id: Uint8Array): Uint8Array {
  return id.length === HASH_BYTES ? id : refuse(`an id has ${HASH_BYTES} bytes, not ${id.length}`);
}

/** @throws `protocol/invalid_argument` */
export function checkCount(name: string, value: number, min: number, max: number): number {
  return value >= min && value <= max ? value : refuse(`${name} must lie between ${min} and ${max}`);
}

export function refuse(why: string): never {
  throw protocolError("protocol/invalid_argument", `The request cannot be served: ${why}.`);
}
