import { describe, expect, it } from "vitest";
import {
  type EpochChange,
  pairsOfRow,
  type Scenario,
  type SimulatedSubnet,
  simulate,
  type UidPairs,
} from "../../src/index.js";
import { numbers } from "../support/subnet.js";

const setup = (stake: readonly bigint[], overrides: SimulatedSubnet["hyperparameters"] = {}): SimulatedSubnet => ({
  alphaStake: stake,
  hyperparameters: {
    tempo: 1,
    maxAllowedValidators: 3,
    liquidAlphaOn: true,
    alphaValues: [6553, 19_660],
    bondsPenalty: 0,
    bondsMovingAverage: 975_000n,
    taoWeight: 0n,
    ...overrides,
  },
});

/** Ballots such as `"121"` of the validators 0–2 on the miners 3 and 4; "-" changes nothing. */
const votes = (ballots: readonly string[]): Record<number, EpochChange> =>
  Object.fromEntries(
    ballots.flatMap((ballot, epoch) => {
      if (ballot === "-") return [];
      const weights = [...ballot].map(
        (choice): UidPairs => [
          [3, choice === "1" ? 65_535 : 0],
          [4, choice === "2" ? 65_535 : 0],
        ],
      );
      return [[epoch, { weights }]];
    }),
  );

// yuma.md 9.12, 9.14 and 9.16: the last epoch of each, which all the others lead to.
describe("Yuma3 scenarios", () => {
  it.each<[string, bigint[], boolean, string[], string, string]>([
    [
      "9.12",
      [8n, 1n, 1n, 0n, 0n],
      true,
      ["111", "211", "221", "222", "-", "-"],
      "55170,5795,4569",
      "27120,22789,17970",
    ],
    [
      "9.14",
      [8n, 1n, 1n, 0n, 0n],
      true,
      ["111", "121", "122", "222", "-", "-"],
      "43202,12663,9669",
      "17970,42138,32175",
    ],
    [
      "9.16",
      [33n, 33n, 34n, 0n, 0n],
      false,
      ["111", "111", "112", "111", "111", "111"],
      "22907,22907,19720",
      "0,0,1518",
    ],
  ])("%s", (_, stake, liquidAlphaOn, ballots, dividends, bonds) => {
    for (const resubmit of [true, false]) {
      const run = simulate(setup(stake, { liquidAlphaOn }), { epochs: 6, changes: votes(ballots), resubmit });
      expect([...run.dividends.ofEpoch(5).slice(0, 3)]).toEqual(numbers(dividends));
      expect([0, 1, 2].map((uid) => run.bond(uid, 4)[5])).toEqual(numbers(bonds));
      expect([...run.blocks]).toEqual([3, 4, 5, 6, 7, 8]);
    }
  });

  // yuma.md 9.19
  it("9.19, with a reset of the bonds before epoch 20", () => {
    const ballot = (epoch: number) => {
      if (epoch === 1) return "122";
      if (epoch === 21) return "211";
      return epoch >= 2 && epoch <= 20 ? "222" : "111";
    };
    const changes = votes(Array.from({ length: 41 }, (_, epoch) => ballot(epoch)));
    changes[20] = { ...changes[20], resetBonds: [3] };
    const run = simulate(setup([8n, 1n, 1n, 0n, 0n]), { epochs: 41, changes });
    expect([19, 20, 21, 40].map((epoch) => run.bond(1, 3)[epoch])).toEqual([852, 0, 19_572, 59_494]);
    expect(run.validatorEmission.ofEpoch(40).slice(0, 3).join()).toBe("396420218,51789890,51789890");
  });
});

// yuma.md 9.11
it("Yuma2 bonds over eight epochs", () => {
  const all = [16_383, 32_767, 49_149, 65_535];
  const row = all.map((value, index): [number, number] => [4 + index, value]);
  const own = (uid: number): EpochChange => ({ weights: { [uid]: [[uid, 65_535]] } });
  const run = simulate(
    {
      alphaStake: [1n, 2n, 3n, 4n, 0n, 0n, 0n, 0n],
      hyperparameters: { tempo: 1, maxAllowedValidators: 8, yuma3On: false, taoWeight: 0n },
    },
    {
      epochs: 8,
      resubmit: false,
      changes: {
        0: { weights: [row, row, row, row] },
        1: own(0),
        2: own(1),
        3: own(2),
        4: { weights: { 2: [[7, 65_535]] } },
      },
    } satisfies Scenario,
  );
  expect(run.dividends.ofEpoch(7).slice(0, 4).join()).toBe("3481,7825,23240,30987");
  expect(run.emission.ofEpoch(7).join()).toBe("26565175,59701871,177311856,236421095,0,0,0,500000000");
  expect([0, 1, 2, 3].map((uid) => run.bond(uid, 7)[7])).toEqual([7363, 16_549, 49_150, 65_535]);
  expect(pairsOfRow(run.bonds[7]!, 0)).toHaveLength(4);
  expect([...run.incentive.ofUid(7)]).toEqual([26_214, 26_214, 26_214, 0, 65_535, 65_535, 65_535, 65_535]);
});
