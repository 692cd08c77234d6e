import type { ErasureCode, Shard } from "../erasure.js";
import { storageError } from "../errors.js";
import { pieceId } from "../merkle.js";
import { decryptChunk, encryptedBytes, sealPiece } from "../seal.js";
import type { ManifestChunk, PiecePlace } from "./manifest.js";
import type { MinerPool } from "./miner-pool.js";
import { pause, sharedSignal } from "./transfer.js";

/** What getting a chunk needs to know of its object. */
export interface FetchContext {
  readonly pool: MinerPool;
  readonly code: ErasureCode;
  readonly secret: Uint8Array;
  readonly signal: AbortSignal;
}

/** So long, in milliseconds, may pieces be awaited before one more miner is asked besides. */
const HEDGE_MS = 1_000;

type Arrival = { readonly place: PiecePlace; readonly sealed?: Uint8Array; readonly error?: unknown };

/**
 * Gets any k good pieces of a chunk and puts them together. Asks those miners first that failed least, data pieces before others; where
 * one fails or is slow, the next. Whether all is right the chunk's own tag says; only if it does not are the pieces hashed, to find the
 * miner that changed one.
 * @throws `storage/too_few_pieces` if fewer than k can be had.
 */
export async function fetchChunk(context: FetchContext, index: number, chunk: ManifestChunk): Promise<Uint8Array> {
  const { pool, code, secret, signal } = context;
  const done = new AbortController();
  signal.throwIfAborted();
  const needed = sharedSignal(signal, done.signal);
  const bytes = encryptedBytes(chunk.bytes);
  const pieceBytes = code.shardBytes(bytes);
  const isLast = ({ hotkey }: PiecePlace) => Number(!pool.isSound(hotkey));
  const waiting = [...chunk.pieces].sort((a, b) => isLast(a) - isLast(b) || a.index - b.index);
  const running = new Set<Promise<Arrival>>();
  const failures: unknown[] = [];
  let good: { readonly place: PiecePlace; readonly sealed: Uint8Array }[] = [];

  const start = (place: PiecePlace) => {
    const arrival = fetchPiece(context, place, pieceBytes, needed).finally(() => running.delete(arrival));
    running.add(arrival);
  };
  const fill = () => {
    while (good.length + running.size < code.k && waiting.length > 0) start(waiting.shift()!);
  };
  const assemble = (): Uint8Array | undefined => {
    const shards: Shard[] = good.map(({ place, sealed }) => ({
      index: place.index,
      bytes: sealPiece(secret, place.hotkey, index, place.index, sealed),
    }));
    const plain = decryptChunk(secret, index, code.decode(shards, bytes));
    if (plain) return plain;
    const isTrue = ({ place, sealed }: (typeof good)[number]) =>
      Buffer.from(pieceId(sealed)).toString("hex") === place.id;
    const wrong = good.filter((piece) => !isTrue(piece));
    if (wrong.length === 0) {
      throw storageError("storage/corrupt_chunk", "The pieces are as they were stored, and do not make a chunk.", {
        remedy: "The manifest is not this object's, or was changed.",
      });
    }
    for (const { place } of wrong) pool.accuse(place.hotkey, pieceBytes);
    good = good.filter((piece) => !wrong.includes(piece));
    return undefined;
  };

  try {
    for (;;) {
      fill();
      if (running.size === 0) throw tooFewPieces(good.length, code.k, failures);
      const hedge = waiting.length > 0 ? [pause(HEDGE_MS, needed)] : [];
      const arrival = await Promise.race([...running, ...hedge]);
      signal.throwIfAborted();
      if (!arrival) {
        start(waiting.shift()!);
      } else if (arrival.sealed) {
        good.push({ place: arrival.place, sealed: arrival.sealed });
        const plain = good.length >= code.k ? assemble() : undefined;
        if (plain) return plain;
      } else {
        failures.push(arrival.error);
      }
    }
  } finally {
    done.abort(new Error("the chunk is complete without this piece"));
  }
}

/** Never fails: an arrival without bytes has the error. */
async function fetchPiece(
  { pool }: FetchContext,
  place: PiecePlace,
  bytes: number,
  signal: AbortSignal,
): Promise<Arrival> {
  const miner = pool.get(place.hotkey);
  if (!miner) return { place, error: new Error("the miner is not known any more") };
  try {
    return { place, sealed: await pool.fetch(miner, Buffer.from(place.id, "hex"), bytes, signal) };
  } catch (error) {
    return { place, error };
  }
}

const tooFewPieces = (have: number, need: number, failures: readonly unknown[]) =>
  storageError("storage/too_few_pieces", `${have} good pieces of a chunk could be had; ${need} are needed.`, {
    cause: new AggregateError(failures),
  });
