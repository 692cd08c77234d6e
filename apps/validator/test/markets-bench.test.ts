import { describe, expect, it } from "vitest";
import { kendallTau } from "../bench/markets/kendall-tau.js";
import { openStorageContest } from "../bench/markets/storage/open-contest.js";
import { runTournament } from "../bench/markets/tournament.js";
import { openTranslationContest } from "../bench/markets/translation/open-contest.js";

const by = (values: readonly number[]) => (a: number, b: number) => values[a]! - values[b]!;

describe("Kendall's tau", () => {
  it.each([
    [[1, 2, 3, 4], [10, 20, 30, 40], 1],
    [[1, 2, 3, 4], [4, 3, 2, 1], -1],
    [[1, 2, 3, 4], [1, 2, 4, 3], 4 / 6],
    // scipy.stats.kendalltau([1, 1, 2, 3], [1, 2, 2, 3])
    [[1, 1, 2, 3], [1, 2, 2, 3], 0.8],
  ])("of %j and %j is %d", (first, second, tau) => {
    expect(kendallTau(first.length, by(first), by(second))).toBeCloseTo(tau, 12);
  });

  it("is not a number where nothing is ranked", () => {
    expect(kendallTau(3, by([1, 2, 3]), by([1, 1, 1]))).toBeNaN();
  });
});

describe("a tournament of markets on a local chain", () => {
  const play = (seed: number) =>
    runTournament({ seed, epochs: 2, heldOut: 4, openContests: [openStorageContest, openTranslationContest] });

  it("pays honest miners, starves cheats and the one that a validator lies for, and repeats itself", async () => {
    const results = await play(1);
    expect(results.map(({ commodity }) => commodity)).toEqual(["storage", "translation"]);
    for (const { miners, validators, worstCheat } of results) {
      expect(miners.reduce((sum, { pay }) => sum + pay, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...miners.map(({ kind, pay }) => (kind === "honest" ? pay : 1)))).toBeGreaterThan(0);
      expect(worstCheat).toBeLessThan(1);
      expect(miners.at(-1)).toMatchObject({ kind: "cheat", incentive: 0, payRatio: 0 });
      const liar = validators.find(({ role }) => role === "liar")!;
      expect(liar).toMatchObject({ trust: 0, yield: 0 });
      expect(liar.stake).toBeGreaterThan(0.1);
    }
    expect(await play(1)).toEqual(results);
  });
});
