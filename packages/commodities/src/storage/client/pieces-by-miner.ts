import type { PieceRecord } from "../audit.js";
import { ErasureCode } from "../erasure.js";
import { encryptedBytes } from "../seal.js";
import type { Manifest, PiecePlace } from "./manifest.js";

/** A piece of an object, as it is audited. */
export interface MinerPiece extends PieceRecord {
  readonly chunk: number;
  readonly place: PiecePlace;
}

/** The pieces of an object by the hotkey of whoever holds them: what a validator audits. It contains no secret. */
export function piecesByMiner({ k, n, chunks }: Pick<Manifest, "k" | "n" | "chunks">): Map<string, MinerPiece[]> {
  const code = new ErasureCode(k, n);
  const byMiner = new Map<string, MinerPiece[]>();
  for (const [chunk, { bytes, pieces }] of chunks.entries()) {
    for (const place of pieces) {
      const list = byMiner.get(place.hotkey) ?? [];
      list.push({ chunk, place, id: Buffer.from(place.id, "hex"), bytes: code.shardBytes(encryptedBytes(bytes)) });
      byMiner.set(place.hotkey, list);
    }
  }
  return byMiner;
}
