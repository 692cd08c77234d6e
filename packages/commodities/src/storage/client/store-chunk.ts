import type { ErasureCode } from "../erasure.js";
import { storageError } from "../errors.js";
import { encryptedBytes, sealPiece } from "../seal.js";
import type { Chunk } from "./chunks.js";
import type { ManifestChunk, PiecePlace } from "./manifest.js";
import type { MinerPool } from "./miner-pool.js";
import { pickDistinct, type StorageMiner } from "./placement.js";
import { type PreparedPiece, preparePiece } from "./prepare/prepare-chunk.js";
import type { Preparer } from "./prepare/preparer.js";
import { HEADROOM, piecesIn, type SlotPool } from "./prepare/slot.js";
import type { StorageClientSettings } from "./settings.js";
import { NoAnswer } from "./transfer.js";

/** What storing a chunk needs to know of its object. */
export interface StoreContext {
  readonly pool: MinerPool;
  readonly code: ErasureCode;
  readonly settings: StorageClientSettings;
  readonly secret: Uint8Array;
  /** All miners in the order in which they are taken for the object, found when first asked for. */
  readonly ranked: () => readonly StorageMiner[];
  readonly signal: AbortSignal;
  /** Told of each piece that is stored, so that a put that fails can take it back. */
  readonly onStored: (place: PiecePlace) => void;
}

/** Encrypts, codes, seals and stores one chunk, and gives its slot back. */
export async function storeChunk(
  context: StoreContext,
  preparer: Preparer,
  slots: SlotPool,
  { slot, bytes }: Chunk,
  chunk: number,
): Promise<ManifestChunk> {
  const { secret, code, settings, signal } = context;
  const choose = createChoice(context, []);
  const firsts = Array.from({ length: code.n }, () => choose.next());
  const hotkeys = firsts.map((miner) => miner?.hotkey);
  const all = piecesIn(slot, code.n, code.shardBytes(encryptedBytes(bytes)));
  const plain = slot.plain.subarray(0, bytes);
  const ids = await preparer.prepare({ k: code.k, hotkeys, secret, index: chunk, plain, pieces: all });
  const pieces = ids.map((id, index) => ({
    index,
    first: firsts[index],
    pieceFor(miner: StorageMiner) {
      const sealed = all[index]!;
      if (miner === firsts[index]) return { id, sealed, headroom: HEADROOM };
      const shard = sealPiece(secret, hotkeys[index] ?? "", chunk, index, sealed);
      return preparePiece(secret, miner.hotkey, chunk, index, shard);
    },
  }));
  const { placed, failures } = await storePieces(context, pieces, choose);
  // What a call that goes on may be reading still is not used again.
  if (!failures.some((failure) => failure instanceof NoAnswer)) slots.give(slot);
  if (placed.length >= settings.minPieces) return { bytes, pieces: placed };
  signal.throwIfAborted();
  throw storageError(
    "storage/too_few_pieces",
    `Only ${placed.length} of ${code.n} pieces of a chunk could be stored; ${settings.minPieces} must be.`,
    { cause: new AggregateError(failures), remedy: "See the causes; more miners, or a lower minPieces, would do." },
  );
}

export interface PieceToStore {
  readonly index: number;
  readonly first: StorageMiner | undefined;
  /** The piece, sealed for a miner. */
  pieceFor(miner: StorageMiner): PreparedPiece;
}

/** Whom to ask for a chunk's pieces, one miner after the other. */
export interface Choice {
  next(): StorageMiner | undefined;
  /** Its owner and host are free again. */
  release(miner: StorageMiner): void;
}

/** Miners that share no owner or host with each other or with those that hold other pieces of the chunk (`holders`). */
export function createChoice({ pool, ranked: all }: StoreContext, holders: readonly StorageMiner[]): Choice {
  const ranked = [...all()].sort((a, b) => Number(pool.isSound(b.hotkey)) - Number(pool.isSound(a.hotkey)));
  const taken = [...holders];
  const tried = new Set<string>();
  return {
    next() {
      const untried = ranked.filter(({ hotkey }) => !tried.has(hotkey));
      const [miner] = pickDistinct(untried, 1, taken);
      if (!miner) return undefined;
      tried.add(miner.hotkey);
      taken.push(miner);
      return miner;
    },
    release: (miner) => void taken.splice(taken.indexOf(miner), 1),
  };
}

/** Stores pieces of a chunk. Where a miner fails, the next one is asked, as long as there is one. */
export async function storePieces(
  { pool, settings, signal, onStored }: StoreContext,
  pieces: readonly PieceToStore[],
  choose: Choice,
): Promise<{ readonly placed: PiecePlace[]; readonly failures: unknown[] }> {
  const failures: unknown[] = [];
  const storeOne = async ({ index, first, pieceFor }: PieceToStore): Promise<PiecePlace | undefined> => {
    for (let miner = first; miner && !signal.aborted; miner = choose.next()) {
      const piece = pieceFor(miner);
      try {
        await pool.store(miner, piece, settings.leaseSeconds, signal);
        const place = { index, hotkey: miner.hotkey, id: Buffer.from(piece.id).toString("hex") };
        onStored(place);
        return place;
      } catch (error) {
        failures.push(error);
        choose.release(miner);
      }
    }
    return undefined;
  };
  const placed = await Promise.all(pieces.map(storeOne));
  return { placed: placed.filter((place) => place !== undefined), failures };
}
