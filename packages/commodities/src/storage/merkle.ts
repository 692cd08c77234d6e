import { hash } from "node:crypto";
import { hashMany } from "./kernel/hash-many.js";

/** Bytes of a block: what an audit asks for. The last block of a piece may be shorter. */
export const BLOCK_BYTES = 1024;
export const HASH_BYTES = 32;

export const blockCount = (pieceBytes: number): number => Math.max(1, Math.ceil(pieceBytes / BLOCK_BYTES));

const sha256 = (bytes: Uint8Array): Buffer => hash("sha256", bytes, "buffer");

const leafInput = Buffer.alloc(5 + BLOCK_BYTES);
/** SHA-256 of 0, the index (u32, big-endian) and the block. */
function leafHash(index: number, block: Uint8Array): Buffer {
  leafInput.writeUInt32BE(index, 1);
  leafInput.set(block, 5);
  return sha256(leafInput.subarray(0, 5 + block.length));
}

const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
/** SHA-256 of 1 and both children. */
function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return sha256(nodeInput);
}

const rootInput = Buffer.alloc(5 + HASH_BYTES, 2);
/** SHA-256 of 2, the piece's length (u32) and the top: a root stands for one length only. */
function rootHash(pieceBytes: number, top: Uint8Array): Buffer {
  rootInput.writeUInt32BE(pieceBytes, 1);
  rootInput.set(top, 5);
  return sha256(rootInput);
}

/** Every level of a piece's tree, leaves first. A last node without a sibling goes up as it is. */
export class MerkleTree {
  readonly root: Uint8Array;
  /** Hashes of one level, joined. */
  readonly #levels: Uint8Array[];

  constructor(piece: Uint8Array) {
    let level = leafHashes(piece);
    this.#levels = [level];
    while (level.length > HASH_BYTES) {
      level = parentsOf(level);
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

function leafHashes(piece: Uint8Array): Uint8Array {
  const whole = Math.floor(piece.length / BLOCK_BYTES);
  const hashes = hashMany(whole, 5 + BLOCK_BYTES, (bytes, at, index) => {
    bytes[at] = 0;
    bytes[at + 1] = index >>> 24;
    bytes[at + 2] = index >>> 16;
    bytes[at + 3] = index >>> 8;
    bytes[at + 4] = index;
    bytes.set(piece.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES), at + 5);
  });
  if (whole === blockCount(piece.length)) return hashes;
  return Buffer.concat([hashes, leafHash(whole, piece.subarray(whole * BLOCK_BYTES))]);
}

function parentsOf(level: Uint8Array): Uint8Array {
  const pairs = Math.floor(level.length / (2 * HASH_BYTES));
  const parents = hashMany(pairs, 1 + 2 * HASH_BYTES, (bytes, at, index) => {
    bytes[at] = 1;
    bytes.set(level.subarray(2 * index * HASH_BYTES, 2 * (index + 1) * HASH_BYTES), at + 1);
  });
  const single = level.subarray(2 * pairs * HASH_BYTES);
  return single.length === 0 ? parents : Buffer.concat([parents, single]);
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
  let top: Uint8Array = leafHash(index, block);
  let at = index;
  let used = 0;
  for (; width > 1; width = Math.ceil(width / 2), at >>= 1) {
    if ((at ^ 1) >= width) continue;
    const sibling = path.subarray(used, used + HASH_BYTES);
    if (sibling.length !== HASH_BYTES) return false;
    used += HASH_BYTES;
    top = at % 2 === 0 ? nodeHash(top, sibling) : nodeHash(sibling, top);
  }
  return used === path.length && rootHash(pieceBytes, top).equals(root);
}
