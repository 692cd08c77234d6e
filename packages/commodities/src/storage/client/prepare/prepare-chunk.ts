import { ErasureCode } from "../../erasure.js";
import { pieceId } from "../../merkle.js";
import { encryptChunk, sealPiece } from "../../seal.js";

/** A chunk of a file, and for whom its pieces are: one miner for each of the n, or nobody. */
export interface ChunkToPrepare {
  readonly k: number;
  readonly hotkeys: readonly (string | undefined)[];
  readonly secret: Uint8Array;
  /** Which chunk of the object. */
  readonly index: number;
  readonly plain: Uint8Array;
}

/** A piece as it goes to its miner. */
export interface PreparedPiece {
  readonly id: Uint8Array;
  readonly sealed: Uint8Array;
}

let code = new ErasureCode(1, 1);

/** Encrypts and codes a chunk, and seals and names each piece: all that storing it costs a processor. */
export function prepareChunk({ k, hotkeys, secret, index, plain }: ChunkToPrepare): PreparedPiece[] {
  if (code.k !== k || code.n !== hotkeys.length) code = new ErasureCode(k, hotkeys.length);
  const shards = code.encode(encryptChunk(secret, index, plain));
  return shards.map((shard, at) => preparePiece(secret, hotkeys[at] ?? "", index, at, shard));
}

export function preparePiece(
  secret: Uint8Array,
  hotkey: string,
  chunk: number,
  index: number,
  shard: Uint8Array,
): PreparedPiece {
  const sealed = sealPiece(secret, hotkey, chunk, index, shard);
  return { id: pieceId(sealed), sealed };
}
