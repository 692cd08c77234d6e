import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earliestCommitBlocks, inheritedStake, totalStakeWeight } from "../../src/index.js";

const U64_MAX = (1n << 64n) - 1n;

// yuma.md step 2
describe("inheritedStake", () => {
  it("gives to children and takes from parents", () => {
    const half = U64_MAX / 2n;
    expect(inheritedStake({ stake: 1000n, childProportions: [], parents: [] })).toBe(1000n);
    expect(inheritedStake({ stake: 1000n, childProportions: [U64_MAX], parents: [] })).toBe(0n);
    expect(
      inheritedStake({ stake: 1000n, childProportions: [half], parents: [{ stake: 400n, proportion: U64_MAX }] }),
    ).toBe(900n);
  });

  it("never falls below zero, even when proportions exceed 1", () => {
    expect(inheritedStake({ stake: 5n, childProportions: [U64_MAX, U64_MAX], parents: [] })).toBe(0n);
  });

  it("makes no stake, and loses at most a rao for each hotkey and 2^-32 for each key", () => {
    const stake = fc.bigInt(0n, 10n ** 16n);
    fc.assert(
      fc.property(stake, stake, fc.bigInt(0n, U64_MAX), (parent, child, proportion) => {
        const left = inheritedStake({ stake: parent, childProportions: [proportion], parents: [] });
        const got = inheritedStake({ stake: child, childProportions: [], parents: [{ stake: parent, proportion }] });
        expect(parent + child - left - got >= 0n && parent + child - left - got <= 2n).toBe(true);
      }),
    );
  });
});

it("totalStakeWeight adds root stake at its weight", () => {
  expect(totalStakeWeight(1000n, 10n ** 9n, 971_718_665_099_567_868n)).toBe(52_677_974n);
  expect(totalStakeWeight(1000n, 10n ** 9n, 0n)).toBe(1000n);
  expect(totalStakeWeight(1000n, 10n ** 9n, U64_MAX)).toBe(1_000_001_000n);
});

// yuma.md step 7.4
it("earliestCommitBlocks takes the first living hash commit and every living timelocked one", () => {
  const blocks = earliestCommitBlocks({
    n: 4,
    currentEpoch: 10,
    revealPeriodEpochs: 1,
    hashCommits: new Map([
      [
        0,
        [
          { commitEpoch: 8, commitBlock: 1 },
          { commitEpoch: 9, commitBlock: 50 },
          { commitEpoch: 10, commitBlock: 40 },
        ],
      ],
      [1, [{ commitEpoch: 8, commitBlock: 1 }]],
      [7, [{ commitEpoch: 10, commitBlock: 1 }]],
    ]),
    timelockedCommits: [
      { uid: 2, commitEpoch: 10, commitBlock: 70 },
      { uid: 2, commitEpoch: 9, commitBlock: 60 },
      { uid: 2, commitEpoch: 8, commitBlock: 5 },
    ],
  });
  expect([...blocks]).toEqual([50, Infinity, 60, Infinity]);
});
