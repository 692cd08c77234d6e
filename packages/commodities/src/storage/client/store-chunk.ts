import type { ErasureCode } from "../erasure.js";
import { storageError } from "../errors.js";
import { pieceId } from "../merkle.js";
import { encryptChunk, sealPiece } from "../seal.js";
import type { ManifestChunk, PiecePlace } from "./manifest.js";
import type { MinerPool } from "./miner-pool.js";
import { pickDistinct, rankMiners, type StorageMiner } from "./placement.js";
import type { StorageClientSettings } from "./settings.js";

/** What storing a chunk needs to know of its object. */
export interface StoreContext {
  readonly pool: MinerPool;
  readonly code: ErasureCode;
  readonly settings: StorageClientSettings;
  readonly secret: Uint8Array;
  readonly secretHex: string;
  readonly signal: AbortSignal;
  /** Told of each piece that is stored, so that a put that fails can take it back. */
  readonly onStored: (place: PiecePlace) => void;
}

/** Encrypts, codes, seals and stores one chunk. */
export async function storeChunk(context: StoreContext, chunk: number, plain: Uint8Array): Promise<ManifestChunk> {
  const shards = context.code.encode(encryptChunk(context.secret, chunk, plain));
  const indices = shards.map((_, index) => index);
  const { placed, failures } = await storePieces(context, chunk, shards, indices, []);
  if (placed.length >= context.settings.minPieces) return { bytes: plain.length, pieces: placed };
  context.signal.throwIfAborted();
  throw storageError(
    "storage/too_few_pieces",
    `Only ${placed.length} of ${shards.length} pieces of a chunk could be stored; ${context.settings.minPieces} must be.`,
    { cause: new AggregateError(failures), remedy: "See the causes; more miners, or a lower minPieces, would do." },
  );
}

/**
 * Stores some pieces of a chunk with miners that share no owner or host with each other or with those that hold others (`holders`). Where
 * a miner fails, the next one is asked, as long as there is one.
 */
export async function storePieces(
  context: StoreContext,
  chunk: number,
  shards: readonly Uint8Array[],
  indices: readonly number[],
  holders: readonly StorageMiner[],
): Promise<{ readonly placed: PiecePlace[]; readonly failures: unknown[] }> {
  const { pool, secret, secretHex, settings, signal, onStored } = context;
  const ranked = rankMiners(secretHex, pool.all).sort(
    (a, b) => Number(pool.isSound(b.hotkey)) - Number(pool.isSound(a.hotkey)),
  );
  const taken = [...holders];
  const tried = new Set<string>();
  const next = (): StorageMiner | undefined => {
    const [miner] = pickDistinct(
      ranked.filter(({ hotkey }) => !tried.has(hotkey)),
      1,
      taken,
    );
    if (!miner) return undefined;
    tried.add(miner.hotkey);
    taken.push(miner);
    return miner;
  };
  const failures: unknown[] = [];
  const storeOne = async (index: number, first: StorageMiner | undefined): Promise<PiecePlace | undefined> => {
    for (let miner = first; miner && !signal.aborted; miner = next()) {
      const sealed = sealPiece(secret, miner.hotkey, chunk, index, shards[index]!);
      const id = pieceId(sealed);
      try {
        await pool.store(miner, id, sealed, settings.leaseSeconds, signal);
        const place = { index, hotkey: miner.hotkey, id: Buffer.from(id).toString("hex") };
        onStored(place);
        return place;
      } catch (error) {
        failures.push(error);
        taken.splice(taken.indexOf(miner), 1);
      }
    }
    return undefined;
  };
  const placed = await Promise.all(indices.map((index) => storeOne(index, next())));
  return { placed: placed.filter((place) => place !== undefined), failures };
}
