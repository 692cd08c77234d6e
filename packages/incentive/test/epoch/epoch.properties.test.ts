import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EpochInput, type EpochOutput, epoch, pairsOfRow, sparseRows, type UidPairs } from "../../src/index.js";
import { defaults } from "../support/subnet.js";

const N = 8;
const u16 = fc.integer({ min: 0, max: 65_535 });
const perUid = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: N, maxLength: N });
const row: fc.Arbitrary<UidPairs> = fc.uniqueArray(fc.tuple(fc.nat(N - 1), u16), {
  selector: ([uid]) => uid,
  maxLength: N,
});

/** Stakes whose shares differ, so that no permit is decided by the order of UIDs. */
const stakes = fc.uniqueArray(fc.bigInt(1n, 10n ** 6n), { minLength: N, maxLength: N });

const anyInput: fc.Arbitrary<EpochInput> = fc.record({
  n: fc.constant<number>(N),
  currentBlock: fc.constant(10_000),
  lastMechanismStepBlock: fc.constantFrom(0, 9_640),
  emission: fc.bigInt(0n, (1n << 64n) - 1n),
  alphaStake: stakes,
  rootStake: perUid(fc.bigInt(0n, 10n ** 6n)),
  lastUpdate: perUid(fc.constantFrom(0, 4_999, 5_001, 9_900)),
  blockAtRegistration: perUid(fc.constantFrom(0, 5_000, 9_641, 9_800)),
  validatorPermit: perUid(fc.boolean()),
  ownerUid: fc.option(fc.nat(N - 1), { nil: undefined }),
  weights: perUid(row).map(sparseRows),
  bonds: perUid(row).map(sparseRows),
  commitBlocks: fc.option(perUid(fc.constantFrom(4_000, 9_700, Infinity)), { nil: undefined }),
  hyperparameters: fc.record({
    tempo: fc.constantFrom(0, 1, 360),
    activityCutoffFactorMilli: fc.constant(13_889),
    maxAllowedValidators: fc.nat(N),
    kappa: u16,
    bondsPenalty: fc.oneof(fc.constantFrom(0, 65_535), u16),
    bondsMovingAverage: fc.bigInt(0n, 1_000_000n),
    yuma3On: fc.boolean(),
    liquidAlphaOn: fc.boolean(),
    alphaValues: fc.constantFrom<EpochInput["hyperparameters"]["alphaValues"][]>([45_875, 58_982], [6_553, 19_660]),
    alphaSigmoidSteepness: fc.integer({ min: -32_768, max: 32_767 }),
    stakeThreshold: fc.constantFrom(0n, 10n ** 5n),
    taoWeight: fc.bigInt(0n, (1n << 64n) - 1n),
  }),
});

const total = (column: BigUint64Array): bigint => column.reduce((a, b) => a + b, 0n);

describe("any epoch", () => {
  it("gives out no more than its emission, and all of it but dust if anybody votes or has stake", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const output = epoch(input);
        const paid = total(output.serverEmission) + total(output.validatorEmission);
        expect(paid).toBeLessThanOrEqual(input.emission);
        expect(total(output.emission)).toBeLessThanOrEqual(input.emission);
        if (output.stakeWeight.every((share) => share === 0)) return;
        // Each share is cut at 2^-32, then each amount to a rao.
        const dust = ((input.emission * BigInt(3 * N)) >> 32n) + BigInt(2 * N);
        expect(input.emission - paid).toBeLessThanOrEqual(dust);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps what it stores in range", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const output = epoch(input);
        const permits = output.validatorPermit.reduce((a, b) => a + b, 0);
        expect(permits).toBeLessThanOrEqual(input.hyperparameters.maxAllowedValidators + 1);
        expect(output.incentive.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(65_535);
        expect(output.dividends.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(65_535);
        output.validatorPermit.forEach((permit, uid) => {
          if (permit === 0) expect(pairsOfRow(output.bonds, uid)).toEqual([]);
        });
      }),
    );
  });

  // Liquid alpha reads rows with a cursor that only goes forward, so that the order of UIDs matters there.
  it("moves with its UIDs", () => {
    const order = fc.shuffledSubarray([...Array(N).keys()], { minLength: N, maxLength: N });
    fc.assert(
      fc.property(anyInput, order, (anything, permutation) => {
        const input = {
          ...anything,
          hyperparameters: { ...anything.hyperparameters, liquidAlphaOn: false, stakeThreshold: 0n, taoWeight: 0n },
        };
        const moved = epoch(permuteInput(input, permutation));
        expect(describeOutput(moved)).toEqual(describeOutput(permuteOutput(epoch(input), permutation)));
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the emission but in what it pays", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { emission: a, serverEmission: b, validatorEmission: c, ...rest } = epoch(input);
        const none = epoch({ ...input, emission: 0n });
        expect(none).toMatchObject(rest);
        expect([none.emission, none.serverEmission, none.validatorEmission].map(total)).toEqual([0n, 0n, 0n]);
        expect([a, b, c].map(({ length }) => length)).toEqual([N, N, N]);
      }),
    );
  });
});

describe("wrong input", () => {
  const input: EpochInput = {
    n: 2,
    currentBlock: 1,
    lastMechanismStepBlock: 0,
    emission: 1n,
    alphaStake: [1n, 1n],
    rootStake: [0n, 0n],
    lastUpdate: [],
    blockAtRegistration: [0, 0],
    validatorPermit: [],
    weights: sparseRows([]),
    bonds: sparseRows([]),
    hyperparameters: defaults,
  };

  it("a vector that is too short", () => {
    for (const short of [{ alphaStake: [1n] }, { rootStake: [] }, { blockAtRegistration: [0] }]) {
      expect(() => epoch({ ...input, ...short })).toThrow(
        expect.objectContaining({ code: "incentive/length_mismatch" }),
      );
    }
  });

  it("an emission that is not a u64", () => {
    expect(() => epoch({ ...input, emission: -1n })).toThrow(
      expect.objectContaining({ code: "incentive/out_of_range" }),
    );
  });

  it("but short rows, permits and updates are what storage may hold", () => {
    expect([...epoch(input).emission]).toEqual([0n, 0n]);
    expect([...epoch({ ...input, emission: 10n }).validatorEmission]).toEqual([5n, 5n]);
  });

  it("entries for UIDs that are no more", () => {
    const weights = sparseRows([[[7, 65_535]], undefined, [[0, 1]]]);
    const output = epoch({ ...input, lastUpdate: [1, 1], validatorPermit: [1, 1], weights, bonds: weights });
    expect([...output.incentive]).toEqual([0, 0]);
    expect(pairsOfRow(output.bonds, 0)).toEqual([]);
  });

  it("pairs that are not u16", () => {
    for (const pair of [
      [-1, 0],
      [0, 65_536],
      [0, 0.5],
    ] as const) {
      expect(() => sparseRows([[pair]])).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
    }
  });
});

function permuteInput(input: EpochInput, permutation: readonly number[]): EpochInput {
  const place = <T>(values: ArrayLike<T>): T[] => permutation.map((uid) => values[uid]!);
  const newUid = permutation.map((_, uid) => permutation.indexOf(uid));
  const rows = (matrix: EpochInput["weights"]) =>
    sparseRows(permutation.map((uid) => pairsOfRow(matrix, uid).map(([target, value]) => [newUid[target]!, value])));
  return {
    ...input,
    alphaStake: place(input.alphaStake),
    rootStake: place(input.rootStake),
    lastUpdate: place(input.lastUpdate),
    blockAtRegistration: place(input.blockAtRegistration),
    validatorPermit: place(input.validatorPermit),
    ownerUid: input.ownerUid === undefined ? undefined : newUid[input.ownerUid],
    commitBlocks: input.commitBlocks === undefined ? undefined : place(input.commitBlocks),
    weights: rows(input.weights),
    bonds: rows(input.bonds),
  };
}

function permuteOutput(output: EpochOutput, permutation: readonly number[]): EpochOutput {
  const newUid = permutation.map((_, uid) => permutation.indexOf(uid));
  const columns = Object.entries(output).map(([name, column]) =>
    name === "bonds" ? [name, column] : [name, permutation.map((uid) => column[uid])],
  );
  const bonds = permutation.map((uid) =>
    pairsOfRow(output.bonds, uid).map(([target, value]): [number, number] => [newUid[target]!, value]),
  );
  return { ...Object.fromEntries(columns), bonds: sparseRows(bonds) };
}

/** An output with rows in ascending order, for comparison. */
function describeOutput(output: EpochOutput): Record<string, unknown> {
  const bonds = Array.from({ length: N }, (_, uid) => pairsOfRow(output.bonds, uid).sort(([a], [b]) => a - b));
  const columns = Object.entries(output).filter(([name]) => name !== "bonds");
  return { ...Object.fromEntries(columns.map(([name, column]) => [name, Array.from(column)])), bonds };
}
