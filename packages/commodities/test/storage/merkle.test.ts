import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCK_BYTES, blockCount, isBlockOf, MerkleTree, pieceId, seededBytes } from "../../src/index.js";
import { hashMany } from "../../src/storage/kernel/hash-many.js";

const sha256 = (...parts: readonly Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** The tree as the README describes it, by node's own hashes. */
function plainRoot(piece: Uint8Array): Buffer {
  let level = Array.from({ length: blockCount(piece.length) }, (_, index) =>
    sha256(Uint8Array.of(0), u32(index), piece.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES)),
  );
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) =>
      2 * at + 1 < below.length ? sha256(Uint8Array.of(1), below[2 * at]!, below[2 * at + 1]!) : below[2 * at]!,
    );
  }
  return sha256(Uint8Array.of(2), u32(piece.length), level[0]!);
}

describe("the kernel's SHA-256", () => {
  it("is node's, for any length and number of messages", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 140 }),
        fc.nat(),
        (length, count, seed) => {
          const messages = seededBytes(`${seed}`, length * count);
          const at = (index: number) => messages.subarray(index * length, (index + 1) * length);
          const digests = hashMany(count, length, (bytes, place, index) => bytes.set(at(index), place));
          const expected = Buffer.concat(Array.from({ length: count }, (_, index) => sha256(at(index))));
          expect(expected.equals(digests)).toBe(true);
        },
      ),
    ));
});

describe("the tree of a piece", () => {
  it("has the root that its description gives", () => {
    for (const length of [0, 1, 1023, 1024, 1025, 2048, 3072, 5000, 65_536, 100_000, 262_145]) {
      const piece = seededBytes("piece", length);
      expect(plainRoot(piece).equals(pieceId(piece))).toBe(true);
    }
  });

  it("proves every block at its place, and at no other", () => {
    for (const blocks of [1, 2, 3, 5, 8, 13]) {
      const piece = seededBytes("piece", blocks * BLOCK_BYTES - 10);
      const tree = new MerkleTree(piece);
      for (let index = 0; index < blocks; index++) {
        const block = piece.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
        const path = tree.path(index);
        for (let claimed = -1; claimed <= blocks; claimed++) {
          expect(isBlockOf(tree.root, piece.length, { index: claimed, block, path })).toBe(claimed === index);
        }
        expect(isBlockOf(tree.root, piece.length, { index: index + 0.5, block, path })).toBe(false);
        const longer = Buffer.concat([path, new Uint8Array(32)]);
        expect(isBlockOf(tree.root, piece.length, { index, block, path: longer })).toBe(false);
      }
    }
  });
});
