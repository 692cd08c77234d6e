import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consensusWeights, weightedMedian } from "../../src/epoch/reference/consensus.js";
import { topkNonzero } from "../../src/epoch/reference/permits.js";
import { normalise } from "../../src/epoch/reference/vector.js";

const ONE = 2 ** 32;
/** Reals to the nearest I32F32 bits. */
const fixed = (value: number): bigint => BigInt(Math.round(value * ONE));
const fixedAll = (values: readonly number[]): bigint[] => values.map(fixed);

// yuma.md 9.4
describe("weightedMedian", () => {
  it.each([
    [[], [], 0],
    [[1], [1], 1],
    [[0.49, 0.51], [0.5, 1], 1],
    [[0.51, 0.49], [0.5, 1], 0.5],
    [[0.49, 0, 0.51], [0.5, 0.7, 1], 1],
    [[0.49, 0.01, 0.5], [0.5, 0.7, 1], 0.7],
    [[0.49, 0.51, 0], [0.5, 0.7, 1], 0.7],
    [[0, 0.49, 0.51], [0.5, 0.7, 1], 1],
    [[0, 0.49, 0, 0.51], [0.5, 0.5, 1, 1], 1],
    [[0, 0.49, 0, 0.51, 0], [0.5, 0.5, 1, 1, 0.5], 1],
    [[0.2, 0.2, 0.2, 0.2, 0.2], [0.8, 0.2, 1, 0.6, 0.4], 0.6],
    [new Array<number>(10).fill(0.1), [0.8, 0.8, 0.2, 0.2, 1, 1, 0.6, 0.6, 0.4, 0.4], 0.6],
  ])("of stakes %j and scores %j is %d", (stakes, scores, expected) => {
    const minority = BigInt(ONE) - fixed(0.51);
    expect(weightedMedian(fixedAll(stakes), fixedAll(scores), minority)).toBe(fixed(expected));
  });

  it("equals the chain's pivot search", () => {
    const vote = fc.tuple(fc.bigInt(0n, 50n), fc.bigInt(0n, 6n));
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 12 }), fc.bigInt(-5n, 100n), (votes, minority) => {
        const [stakes, scores] = [votes.map(([stake]) => stake), votes.map(([, score]) => score)];
        expect(weightedMedian(stakes, scores, minority)).toBe(pivotSearch(stakes, scores, minority));
      }),
      { numRuns: 500 },
    );
  });
});

/** The procedure of yuma.md step 9, kept apart from the closed form that the package uses. */
function pivotSearch(stakes: bigint[], scores: bigint[], minority: bigint): bigint {
  const total = (indices: number[]) => indices.reduce((sum, index) => sum + stakes[index]!, 0n);
  let candidates = stakes.map((_, index) => index);
  let low = 0n;
  let high = total(candidates);
  for (;;) {
    if (candidates.length === 0) return 0n;
    const pivot = scores[candidates[candidates.length >> 1]!]!;
    if (candidates.length === 1) return pivot;
    const below = candidates.filter((index) => scores[index]! < pivot);
    const above = candidates.filter((index) => scores[index]! > pivot);
    if (minority < low + total(below) && below.length > 0) {
      high = low + total(below);
      candidates = below;
    } else if (high - total(above) <= minority && above.length > 0) {
      low = high - total(above);
      candidates = above;
    } else return pivot;
  }
}

// yuma.md 9.4, column-wise
describe("consensusWeights", () => {
  const rows = (list: number[][]) =>
    list.map((row) => row.flatMap((value, column) => (value > 0 ? [{ column, value: fixed(value) }] : [])));

  it.each([
    [0.24, [0, 0.3, 0.4]],
    [0.26, [0, 0.2, 0.4]],
    [0.76, [0, 0.2, 0.1]],
  ])("at a majority of %d is %j", (kappa, expected) => {
    const scores = rows([
      [0, 0.1, 0],
      [0, 0.2, 0.4],
      [0, 0.3, 0.1],
      [0, 0.4, 0.5],
    ]);
    const consensus = consensusWeights(scores, fixedAll([0, 0.75, 0.25, 0]), fixed(kappa));
    expect(consensus.slice(0, 3)).toEqual(fixedAll(expected));
  });

  it("counts a missing weight as a vote for 0", () => {
    const scores = rows([
      [0, 0.1, 0],
      [0, 0.2, 0.4],
      [0, 0.3, 0.1],
      [0, 0, 0.5],
    ]);
    const consensus = consensusWeights(scores, fixedAll([0, 0.3, 0.2, 0.5]), fixed(0.51));
    expect(consensus.slice(0, 3)).toEqual(fixedAll([0, 0, 0.4]));
  });
});

// yuma.md 9.3
describe("topkNonzero", () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]],
    [[9, 0, 8, 1, 7, 2, 6, 3, 5, 4], 5, [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]],
    [[5, 5, 5, 5], 2, [0, 0, 1, 1]],
    [[0, 0, 3], 2, [0, 0, 1]],
    [[0, 2], 5, [0, 1]],
    [[5, 5, 5], 0, [0, 0, 0]],
  ])("of %j, %d", (values, k, flags) => {
    expect(topkNonzero(values.map(BigInt), k).map(Number)).toEqual(flags);
  });
});

describe("normalise", () => {
  const vector = fc.array(fc.bigInt(0n, 1n << 40n), { minLength: 1, maxLength: 50 });
  const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

  it("sums to 1, short by less than a unit per element", () => {
    fc.assert(
      fc.property(vector, (values) => {
        fc.pre(total(values) > 0n);
        const missing = (1n << 32n) - total(normalise(values));
        expect(missing >= 0n && missing < BigInt(values.length)).toBe(true);
      }),
    );
  });

  it("moves nothing by more than its rounding when done again", () => {
    fc.assert(
      fc.property(vector, (values) => {
        const once = normalise(values);
        normalise(once).forEach((value, index) => {
          const moved = value - once[index]!;
          expect(moved >= 0n && moved <= BigInt(values.length)).toBe(true);
        });
      }),
    );
  });

  it("leaves zeros", () => {
    expect(normalise([0n, 0n])).toEqual([0n, 0n]);
  });
});
