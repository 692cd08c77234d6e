import { describe, expect, it } from "vitest";
import { kendallTau } from "../bench/markets/kendall-tau.js";
import { CHEAT_SHARE, type MarketResult } from "../bench/markets/result.js";
import { openStorageContest } from "../bench/markets/storage/open-contest.js";
import { runTournament } from "../bench/markets/tournament.js";
import { openTranslationContest } from "../bench/markets/translation/open-contest.js";

/** Some seconds of processor time, which a busy machine stretches. */
const PATIENCE_MS = 240_000;

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
  function expectSound(results: readonly MarketResult[]): void {
    for (const { miners, validators } of results) {
      expect(miners.reduce((sum, { pay }) => sum + pay, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...miners.map(({ kind, pay }) => (kind === "honest" ? pay : 1)))).toBeGreaterThan(0);
      // So few epochs show most cheats, not all.
      const cheated = miners.flatMap(({ kind, payRatio = 0 }) => (kind === "cheat" ? [payRatio] : []));
      expect(cheated.filter((ratio) => ratio < CHEAT_SHARE).length).toBeGreaterThan(cheated.length * 0.6);
      // The liar's friend, in spite of its weights.
      expect(miners.at(-1)).toMatchObject({ kind: "cheat", incentive: 0, payRatio: 0 });
      const liar = validators.find(({ role }) => role === "liar")!;
      expect(liar).toMatchObject({ trust: 0, yield: 0 });
      expect(liar.stake).toBeGreaterThan(0.1);
    }
  }

  it(
    "pays honest miners, starves cheats and the one that a validator lies for, and repeats itself",
    async () => {
      const play = () => runTournament({ seed: 1, epochs: 2, openContests: [openStorageContest] });
      const results = await play();
      expectSound(results);
      expect(await play()).toEqual(results);
    },
    PATIENCE_MS,
  );

  it(
    "has real models compete",
    async () => {
      const results = await runTournament({ seed: 2, epochs: 1, heldOut: 3, openContests: [openTranslationContest] });
      expect(results.map(({ commodity }) => commodity)).toEqual(["translation"]);
      expectSound(results);
      const [first] = results;
      const scoreOf = (name: string) => first!.miners.find((miner) => miner.name === name)!.score;
      expect(scoreOf("tao-translate")).toBeGreaterThan(scoreOf("tao-translate-mini"));
    },
    PATIENCE_MS,
  );
});
