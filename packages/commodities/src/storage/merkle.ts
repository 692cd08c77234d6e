import { hash } from "node:crypto";
import { CHUNK_BYTES, chunkValues, parentValues, VALUE_BYTES } from "./kernel/chaining-values.js";

/** Bytes of a block: what an audit asks for. The last block of a piece may be shorter. */
export const BLOCK_BYTES = CHUNK_BYTES;
export const HASH_BYTES = VALUE_BYTES;

export const blockCount = (pieceBytes: number): number => Math.max(1, Math.ceil(pieceBytes / BLOCK_BYTES));

const rootInput = Buffer.alloc(5 + HASH_BYTES, 2);
/** SHA-256 of 2, the piece's length (u32, big-endian) and its BLAKE3 hash: a root stands for one length only. */
function rootHash(pieceBytes: number, top: Uint8Array): Buffer {
  rootInput.writeUInt32BE(pieceBytes, 1);
  rootInput.set(top, 5);
  return hash("sha256", rootInput, "buffer");
}

/** Every level of a piece's tree, which is that of BLAKE3, leaves first. A last node without a sibling goes up as it is. */
export class MerkleTree {
  readonly root: Uint8Array;
  /** Hashes of one level, joined. */
  readonly #levels: Uint8Array[];

  constructor(piece: Uint8Array) {
    let level = chunkValues(piece, 0, piece.length <= BLOCK_BYTES);
    this.#levels = [level];
    while (level.length > HASH_BYTES) {
      level = parentValues(level, level.length === 2 * HASH_BYTES);
      this.#levels.push(level);
    }
    this.root = new Uint8Array(rootHash(piece.length, level));
  }

  /** The siblings of a block, from the leaf up, joined. */
  path(index: number): Uint8Array {
    const siblings = this.#levels.slice(0, -1).map((level, height) => {
      const at = ((index >> height) ^ 1) * HASH_BYTES;
      return level.subarray(at, at + HASH_BYTES);
    });
    return Buffer.concat(siblings);
  }
}

/** The name of a piece: the root of its tree. */
export const pieceId = (piece: Uint8Array): Uint8Array => new MerkleTree(piece).root;

/** Whether the block stands at `index` of the piece of `pieceBytes` bytes with this root. */
export function isBlockOf(
  root: Uint8Array,
  pieceBytes: number,
  { index, block, path }: { readonly index: number; readonly block: Uint8Array; readonly path: Uint8Array },
): boolean {
  let width = blockCount(pieceBytes);
  if (!(Number.isInteger(index) && index >= 0 && index < width)) return false;
  if (block.length !== Math.min(BLOCK_BYTES, pieceBytes - index * BLOCK_BYTES)) return false;
  let top = chunkValues(block, index, width === 1);
  let at = index;
  let used = 0;
  for (; width > 1; width = Math.ceil(width / 2), at >>= 1) {
    if ((at ^ 1) >= width) continue;
    const sibling = path.subarray(used, used + HASH_BYTES);
    if (sibling.length !== HASH_BYTES) return false;
    used += HASH_BYTES;
    top = parentValues(Buffer.concat(at % 2 === 0 ? [top, sibling] : [sibling, top]), width === 2);
  }
  return used === path.length && rootHash(pieceBytes, top).equals(root);
}
