import { type AuditRoundOptions, auditMiner } from "../audit-round.js";
import { encryptChunk } from "../seal.js";
import { fetchChunk } from "./fetch-chunk.js";
import type { Manifest, ManifestChunk, PiecePlace } from "./manifest.js";
import { type MinerPiece, piecesByMiner } from "./pieces-by-miner.js";
import type { StorageMiner } from "./placement.js";
import { preparePiece } from "./prepare/prepare-chunk.js";
import { createChoice, type StoreContext, storePieces } from "./store-chunk.js";

export interface RepairReport {
  /** Pieces that an audit did not find. */
  readonly lost: number;
  /** Pieces stored in their stead. */
  readonly restored: number;
  /** Fewest pieces that a chunk has now; k + minus this is what may still vanish. */
  readonly fewestPieces: number;
}

/** Audits every piece of an object and stores those that are gone with other miners. */
export async function repairObject(
  context: StoreContext,
  manifest: Manifest,
  audit: AuditRoundOptions,
): Promise<{ readonly manifest: Manifest; readonly report: RepairReport }> {
  const lost = await findLost(context, manifest, audit);
  let restored = 0;
  const chunks: ManifestChunk[] = [];
  for (const [index, chunk] of manifest.chunks.entries()) {
    const left = chunk.pieces.filter((place) => !lost.has(place.id));
    if (left.length === manifest.n) {
      chunks.push(chunk);
      continue;
    }
    const added = await restoreChunk(context, index, { ...chunk, pieces: left }, manifest.n);
    restored += added.length;
    chunks.push({ ...chunk, pieces: [...left, ...added].sort((a, b) => a.index - b.index) });
  }
  const fewestPieces = Math.min(manifest.n, ...chunks.map(({ pieces }) => pieces.length));
  return { manifest: { ...manifest, chunks }, report: { lost: lost.size, restored, fewestPieces } };
}

async function findLost({ pool, signal }: StoreContext, manifest: Manifest, audit: AuditRoundOptions) {
  const lost = new Set<string>();
  const auditOne = async ([hotkey, pieces]: readonly [string, readonly MinerPiece[]]) => {
    const miner = pool.get(hotkey);
    const outcomes = miner ? await auditMiner(miner.peer, pieces, { ...audit, signal }) : undefined;
    for (const [at, { place }] of pieces.entries()) if (!outcomes || outcomes[at]!.fault) lost.add(place.id);
  };
  await Promise.all([...piecesByMiner(manifest)].map(auditOne));
  return lost;
}

async function restoreChunk(
  context: StoreContext,
  index: number,
  chunk: ManifestChunk,
  n: number,
): Promise<PiecePlace[]> {
  const plain = await fetchChunk(context, index, chunk);
  const shards = context.code.encode(encryptChunk(context.secret, index, plain));
  const present = new Set(chunk.pieces.map((place) => place.index));
  const missing = Array.from({ length: n }, (_, at) => at).filter((at) => !present.has(at));
  const holders = chunk.pieces
    .map(({ hotkey }) => context.pool.get(hotkey))
    .filter((miner): miner is StorageMiner => miner !== undefined);
  const choose = createChoice(context, holders);
  const pieces = missing.map((at) => ({
    index: at,
    first: choose.next(),
    pieceFor: ({ hotkey }: StorageMiner) => preparePiece(context.secret, hotkey, index, at, shards[at]!),
  }));
  return (await storePieces(context, pieces, choose)).placed;
}
