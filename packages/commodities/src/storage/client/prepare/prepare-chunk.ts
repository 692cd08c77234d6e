import { ErasureCode } from "../../erasure.js";
import { pieceId } from "../../merkle.js";
import { encryptInto, sealInPlace, sealPiece } from "../../seal.js";

/** A chunk of a file, and for whom its pieces are: one miner for each of the n, or nobody. */
export interface ChunkToPrepare {
  readonly k: number;
  readonly hotkeys: readonly (string | undefined)[];
  readonly secret: Uint8Array;
  /** Which chunk of the object. */
  readonly index: number;
  readonly plain: Uint8Array;
  /** Memory for each of the n pieces. */
  readonly pieces: readonly Uint8Array[];
}

/** A piece as it goes to its miner. */
export interface PreparedPiece {
  readonly id: Uint8Array;
  readonly sealed: Uint8Array;
  /** Bytes before it, in its buffer, that are free; none unless given. */
  readonly headroom?: number;
}

let code = new ErasureCode(1, 1);

/** Encrypts and codes a chunk, and seals and names each piece: all that storing it costs a processor. The ids of the pieces. */
export function prepareChunk({ k, hotkeys, secret, index, plain, pieces }: ChunkToPrepare): Uint8Array[] {
  if (code.k !== k || code.n !== hotkeys.length) code = new ErasureCode(k, hotkeys.length);
  encryptInto(secret, index, plain, pieces.slice(0, k));
  code.encodeInto(pieces);
  return pieces.map((piece, at) => {
    sealInPlace(secret, hotkeys[at] ?? "", index, at, piece);
    return pieceId(piece);
  });
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
