import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ErasureCode, lossProbability } from "../../src/index.js";
import { plainEncode } from "./support/plain-code.js";

interface Vector {
  readonly k: number;
  readonly n: number;
  readonly shardBytes: number;
  readonly data: string;
  readonly pieces?: readonly string[];
  readonly sha256: string;
}

const path = new URL("zfec-vectors.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Vector[] };

describe("the erasure code", () => {
  it.each(cases.map((vector) => [`${vector.k} of ${vector.n}`, vector] as const))("is zfec's: %s", (_, vector) => {
    const pieces = new ErasureCode(vector.k, vector.n).encode(Buffer.from(vector.data, "hex"));
    if (vector.pieces) expect(pieces.map((piece) => Buffer.from(piece).toString("hex"))).toEqual(vector.pieces);
    expect(createHash("sha256").update(Buffer.concat(pieces)).digest("hex")).toBe(vector.sha256);
  });

  it("gives a chunk back from any k pieces, in any order", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((k) => fc.tuple(fc.constant(k), fc.integer({ min: k, max: 24 }))),
        fc.uint8Array({ maxLength: 400 }),
        fc.infiniteStream(fc.nat()),
        ([k, n], chunk, random) => {
          const code = new ErasureCode(k, n);
          const shards = code.encode(chunk).map((bytes, index) => ({ index, bytes, order: random.next().value }));
          const some = shards.sort((a, b) => a.order - b.order).slice(0, k);
          expect(Buffer.from(code.decode(some, chunk.length)).equals(chunk)).toBe(true);
        },
      ),
    ));

  it("agrees with the plain arithmetic beyond one slice of the kernel", () => {
    const chunk = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 2_654_435_761) >>> 13);
    const pieces = new ErasureCode(3, 8).encode(chunk);
    expect(pieces.map((piece) => Buffer.from(piece))).toEqual(
      plainEncode(3, 8, chunk).map((piece) => Buffer.from(piece)),
    );
  });

  it("refuses what is no code, too few pieces, and pieces of another chunk", () => {
    for (const [k, n] of [
      [0, 1],
      [3, 2],
      [1, 257],
      [1.5, 3],
    ] as const) {
      expect(() => new ErasureCode(k, n)).toThrow(
        expect.objectContaining({ data: { code: "storage/invalid_argument" } }),
      );
    }
    const code = new ErasureCode(2, 3);
    const [first, second] = code.encode(new Uint8Array(10));
    const twice = [first!, first!].map((bytes) => ({ index: 0, bytes }));
    expect(() => code.decode(twice, 10)).toThrow(expect.objectContaining({ data: { code: "storage/too_few_pieces" } }));
    expect(() => code.decode([{ index: 3, bytes: second! }], 10)).toThrow(
      expect.objectContaining({ data: { code: "storage/invalid_argument" } }),
    );
  });

  it("loses an object as rarely as the formula says", () => {
    expect(lossProbability(1, 1, 0.25)).toBeCloseTo(0.25, 12);
    expect(lossProbability(2, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(lossProbability(4, 10, 0.1)).toBeCloseTo(9.1216e-6, 8);
  });
});
