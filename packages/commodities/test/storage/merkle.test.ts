import { createHash } from "node:crypto";
import { blake3 } from "@noble/hashes/blake3.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCK_BYTES, isBlockOf, MerkleTree, pieceId, seededBytes } from "../../src/index.js";

/** The root as the README describes it, by another's BLAKE3. */
function plainRoot(piece: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return createHash("sha256").update(Uint8Array.of(2)).update(length).update(blake3(piece)).digest();
}

describe("the tree of a piece", () => {
  it("has the root that its description gives", () => {
    for (const length of [0, 1, 63, 64, 65, 1023, 1024, 1025, 2048, 3072, 5000, 65_536, 100_000, 262_145]) {
      const piece = seededBytes("piece", length);
      expect(plainRoot(piece).equals(pieceId(piece))).toBe(true);
    }
  });

  it("has it for any length, whatever was hashed before", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.nat(), (length, seed) => {
        const piece = seededBytes(`${seed}`, length);
        expect(plainRoot(piece).equals(pieceId(piece))).toBe(true);
      }),
    ));

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
