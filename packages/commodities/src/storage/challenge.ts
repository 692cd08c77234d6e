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
/** As a whole chunk of a user makes with the client's own settings: a quarter of 4 MiB and a tag. */
const MAX_BYTES = 1024 * 1024 + 4;
/** As the client's own. */
const LEASE_SECONDS = 30 * 86_400;
const SAMPLES = 2;

/**
 * A fresh piece that cannot be compressed or made again from less than its seed, which stays with the validator; in size and in looks
 * like a user's encrypted piece.
 */
export function createStorageChallenge(seed: number | (() => number)): StorageChallenge {
  const text = typeof seed === "number" ? String(seed) : Array.from({ length: 4 }, seed).join(" ");
  const size = sizeFrom(hash("sha256", `size ${text}`, "buffer"));
  const data = seededBytes(`piece ${text}`, size);
  const id = pieceId(data);
  return {
    request: {
      put: { id, data, leaseSeconds: LEASE_SECONDS },
      audit: { nonce: seededBytes(`nonce ${text}`, 32), ids: [id], samples: SAMPLES },
    },
    check: { id, bytes: size },
  };
}

/** Half of the pieces have the size of most users' pieces, the others any, as the last piece of a file has. */
function sizeFrom(draw: Buffer): number {
  return draw[4]! < 128 ? MAX_BYTES : MIN_BYTES + (draw.readUInt32BE(0) % (MAX_BYTES - MIN_BYTES + 1));
}
