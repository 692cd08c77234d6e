import { availableParallelism } from "node:os";
import { storageError } from "../errors.js";

export interface StorageClientOptions {
  /** Pieces that give a chunk back. */
  readonly k?: number;
  /** Pieces that are made of a chunk, each for a miner of its own. */
  readonly n?: number;
  /** Bytes of the file in one chunk. Memory grows with it. */
  readonly chunkBytes?: number;
  /** Chunks worked on at once. */
  readonly concurrency?: number;
  /** Threads that encrypt, code and hash long files beside the caller's own; 0 for none. */
  readonly threads?: number;
  /** Pieces of a chunk that must be stored for `put` to go on: the margin that is left at worst. */
  readonly minPieces?: number;
  readonly leaseSeconds?: number;
  /** Longest time for one piece; a miner that takes longer is passed over. */
  readonly pieceTimeoutMs?: number;
  readonly now?: () => number;
}

export type StorageClientSettings = Required<StorageClientOptions>;

export const CHUNK_LIMITS = { minBytes: 1024, maxBytes: 64 * 1024 * 1024 } as const;

/** @throws `storage/invalid_argument` */
export function storageClientSettings(options: StorageClientOptions): StorageClientSettings {
  const k = options.k ?? 4;
  const n = options.n ?? 10;
  const settings = {
    chunkBytes: 4 * 1024 * 1024,
    concurrency: 3,
    threads: Math.min(2, availableParallelism() - 1),
    minPieces: k + Math.ceil((n - k) / 2),
    leaseSeconds: 30 * 86_400,
    pieceTimeoutMs: 30_000,
    now: Date.now,
    ...options,
    k,
    n,
  };
  const { minBytes, maxBytes } = CHUNK_LIMITS;
  check("chunkBytes", settings.chunkBytes, minBytes, maxBytes);
  check("concurrency", settings.concurrency, 1, 64);
  check("threads", settings.threads, 0, 64);
  check("n", n, 1, 256);
  check("k", k, 1, n);
  check("minPieces", settings.minPieces, k, n);
  check("leaseSeconds", settings.leaseSeconds, 1, 0xffff_ffff);
  check("pieceTimeoutMs", settings.pieceTimeoutMs, 1, 600_000);
  return settings;
}

function check(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw storageError("storage/invalid_argument", `${name} is ${value}; it must be a whole number, ${min} to ${max}.`);
}
