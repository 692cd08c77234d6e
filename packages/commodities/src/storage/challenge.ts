import { hash } from "node:crypto";
import type { AuditRequest, PutPieceRequest } from "@taostack/protocol";
import type { Challenge } from "../commodity.js";
import type { PieceRecord } from "./audit.js";
import { pieceId } from "./merkle.js";
import { seededBytes } from "./seeded-bytes.js";

/** A piece to keep, and the question that will be asked about it. They are sent apart: the second when the first is long stored. */
export interface StorageRequest {
  readonly put: PutPieceRequest;
  readonly audit: AuditRequest;
}

export type StorageCheck = PieceRecord;

export type StorageChallenge = Required<Challenge<StorageRequest, StorageCheck>>;

const MIN_BYTES = 64 * 1024;
const MAX_BYTES = 1024 * 1024;
const SAMPLES = 2;

/**
 * A fresh piece that cannot be compressed or made again from less than its seed, which stays with the validator; in size and in looks
 * like a user's encrypted piece.
 */
export function createStorageChallenge(seed: number | (() => number)): StorageChallenge {
  const text = typeof seed === "number" ? String(seed) : Array.from({ length: 4 }, seed).join(" ");
  const size = MIN_BYTES + (hash("sha256", `size ${text}`, "buffer").readUInt32BE(0) % (MAX_BYTES - MIN_BYTES + 1));
  const data = seededBytes(`piece ${text}`, size);
  const id = pieceId(data);
  return {
    request: {
      put: { id, data, leaseSeconds: 86_400 },
      audit: { nonce: seededBytes(`nonce ${text}`, 32), ids: [id], samples: SAMPLES },
    },
    check: { id, bytes: size },
  };
}
