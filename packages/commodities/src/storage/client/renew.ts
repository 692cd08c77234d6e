import type { Manifest, PiecePlace } from "./manifest.js";
import type { MinerPool } from "./miner-pool.js";
import { idOf, pagesOf, placesByMiner } from "./places-by-miner.js";

export interface RenewReport {
  /** Pieces whose leases run longer now. */
  readonly renewed: number;
  /** Pieces that their miners do not have, or could not be asked about. */
  readonly missed: number;
  /** Fewest renewed pieces of a chunk. */
  readonly fewestPieces: number;
}

export interface RenewContext {
  readonly pool: MinerPool;
  readonly leaseSeconds: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks every miner of an object to keep its pieces longer. No bytes are sent. */
export async function renewObject(context: RenewContext, { chunks, n }: Manifest): Promise<RenewReport> {
  const renewed = new Set<string>();
  const places = chunks.flatMap(({ pieces }) => pieces);
  const renewAt = async ([hotkey, own]: readonly [string, readonly PiecePlace[]]) => {
    const peer = context.pool.get(hotkey)?.peer;
    for (const page of pagesOf(own)) {
      const ends = await peer?.renew(page.map(idOf), context.leaseSeconds, context);
      for (const [at, end] of (ends ?? []).entries()) if (end !== undefined) renewed.add(page[at]!.id);
    }
  };
  await Promise.allSettled([...placesByMiner(places)].map(renewAt));
  context.signal.throwIfAborted();
  const counts = chunks.map(({ pieces }) => pieces.filter(({ id }) => renewed.has(id)).length);
  return { renewed: renewed.size, missed: places.length - renewed.size, fewestPieces: Math.min(n, ...counts) };
}
