import { ErasureCode } from "../../erasure.js";
import { pieceId } from "../../merkle.js";
import { encryptedBytes, encryptInto, sealInPlace, sealPiece } from "../../seal.js";

/** A chunk of a file, and for whom its pieces are: one miner for each of the n, or nobody. */
export interface ChunkToPrepare {
  readonly k: number;
  readonly hotkeys: readonly (string | undefined)[];
  readonly secret: Uint8Array;
  /** Which chunk of the object. */
  readonly index: number;
  readonly plain: Uint8Array;
  /** Where the pieces go, one behind the other: memory for all n of them. */
  readonly pieces: Uint8Array;
}

/** A piece as it goes to its miner. */
export interface PreparedPiece {
  readonly id: Uint8Array;
  readonly sealed: Uint8Array;
}

let code = new ErasureCode(1, 1);

/** Encrypts and codes a chunk, and seals and names each piece: all that storing it costs a processor. The ids of the pieces. */
export function prepareChunk({ k, hotkeys, secret, index, plain, pieces }: ChunkToPrepare): Uint8Array[] {
  if (code.k !== k || code.n !== hotkeys.length) code = new ErasureCode(k, hotkeys.length);
  encryptInto(secret, index, plain, pieces);
  // What an earlier chunk has left there.
  pieces.fill(0, encryptedBytes(plain.length), (pieces.length / code.n) * k);
  return code.encodeIn(pieces).map((piece, at) => {
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
