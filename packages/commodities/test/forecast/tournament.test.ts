import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/forecast/random-source.js";
import { cloneGroups, type Reward, rewardsOf } from "../../src/index.js";
import { kendallTau } from "../../src/testing/kendall-tau.js";
import { type Belief, honest, type Miner, playRounds } from "./support/tournament.js";

const qualities = [0.6, 0.68, 0.76, 0.84, 0.92, 1];
const honestMiners = qualities.map((quality) => honest(`honest-${quality}`, quality));
const ROUNDS = 500;
const shareOf = (rewards: readonly Reward[], name: string) => rewards.find(({ hotkey }) => hotkey === name)!.share;
const flat = (mean: number, deviation: number): Belief => [0, 1, 2].map(() => ({ mean, deviation }));
const cheat = (name: string, believe: Miner["believe"], committedMs = 20): Miner => ({ name, committedMs, believe });

const seen =
  (name: string, noise: number): Miner["believe"] =>
  ({ beliefs, random }) =>
    beliefs.get(name)?.map(({ mean, deviation }) => ({ mean: mean + noise * gaussian(random), deviation }));

const cheats: Miner[] = [
  cheat("the leader's copy", seen("honest-1", 0)),
  cheat("the leader's copy with noise", seen("honest-1", 0.05)),
  cheat("the leader's copy with more noise", seen("honest-1", 0.1)),
  cheat("the leader's copy with as much noise as is noticed", seen("honest-1", 0.15)),
  cheat("the weakest one's copy", seen("honest-0.6", 0.01)),
  cheat("the random walk", () => flat(0, 1)),
  cheat("a constant narrow spread", () => flat(0, 0.5)),
  cheat("a constant wide spread", () => flat(0, 2)),
  cheat("no doubt at all", () => flat(0, 1e-6)),
  cheat("extreme tails", () => flat(0, 40)),
  cheat("too late or silent", () => undefined),
  cheat("silent when it knows little", ({ signals, index }) =>
    index % 2 === 0 ? undefined : signals.map((signal) => ({ mean: 0.5 * signal, deviation: 0.87 })),
  ),
];
const hedges = Array.from({ length: 8 }, (_, i) =>
  cheat(`hedge ${i}`, () => flat((i % 2 === 0 ? 1 : -1) * (0.2 + 0.1 * i), 0.9)),
);

describe("a market of forecasters whose knowledge is known", () => {
  it.each([1, 2, 3])("ranks honest ones by what they know (seed %i)", (seed) => {
    const rounds = playRounds([...honestMiners, ...cheats.slice(5)], 1000, seed);
    const rewards = rewardsOf(rounds, { window: 1000 });
    const shares = honestMiners.map(({ name }) => shareOf(rewards, name));
    // From the one that knows least to the one that knows most.
    expect(kendallTau(shares.toReversed())).toBeGreaterThanOrEqual(0.9);
    expect(rewards.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it.each(cheats.map((one) => [one.name, one] as const))(
    "pays %s less than half of the weakest honest one",
    (name, one) => {
      const rewards = rewardsOf(playRounds([...honestMiners, one], ROUNDS, 4));
      const weakest = Math.min(...honestMiners.map((miner) => shareOf(rewards, miner.name)));
      expect(weakest).toBeGreaterThan(0);
      expect(shareOf(rewards, name)).toBeLessThan(weakest / 2);
    },
  );

  it("pays eight hotkeys with opposite bets less than half of the weakest honest one, all together", () => {
    const rewards = rewardsOf(playRounds([...honestMiners, ...hedges], ROUNDS, 5));
    const weakest = Math.min(...honestMiners.map((miner) => shareOf(rewards, miner.name)));
    expect(hedges.reduce((sum, { name }) => sum + shareOf(rewards, name), 0)).toBeLessThan(weakest / 2);
  });

  it("pays the one who was copied in full", () => {
    const alone = rewardsOf(playRounds(honestMiners, ROUNDS, 6));
    const copied = rewardsOf(playRounds([...honestMiners, cheats[0]!], ROUNDS, 6));
    expect(shareOf(copied, "honest-1")).toBeCloseTo(shareOf(alone, "honest-1"), 9);
    expect(copied.find(({ hotkey }) => hotkey === "the leader's copy")).toMatchObject({
      share: 0,
      cloneOf: "honest-1",
    });
  });

  it("takes honest ones for what they are, however much they know", () => {
    const groups = cloneGroups(playRounds(honestMiners, 100, 7));
    expect(groups).toHaveLength(honestMiners.length);
  });

  it("does not make two honest ones one by a third that says what lies between them", () => {
    const pair = [honest("left", 0.94), honest("right", 0.94)];
    const between: Miner = {
      name: "between",
      committedMs: 20,
      believe: ({ beliefs }) =>
        beliefs.get("left")?.map(({ mean, deviation }, k) => ({
          mean: (mean + beliefs.get("right")![k]!.mean) / 2,
          deviation,
        })),
    };
    const groups = cloneGroups(playRounds([...pair, between], ROUNDS, 12));
    expect(groups.map((group) => group.length).sort()).toEqual([1, 2]);
    expect(groups.flatMap((group) => group.slice(1))).toEqual(["between"]);
  });

  it("lets nobody gain by starting anew", () => {
    const newcomer = { ...honest("newcomer", 0.88), since: ROUNDS - 20 };
    const later = { ...honest("newcomer", 0.88), since: ROUNDS - 120 };
    const rewards = rewardsOf(playRounds([...honestMiners, newcomer], ROUNDS, 8));
    expect(shareOf(rewards, "newcomer")).toBe(0);
    expect(rewards.find(({ hotkey }) => hotkey === "newcomer")!.explanation).toMatch(/paid from 32 answers on/);
    expect(shareOf(rewardsOf(playRounds([...honestMiners, later], ROUNDS, 8)), "newcomer")).toBeGreaterThan(0);
  });

  it("gives the same rewards for the same rounds", () => {
    const rounds = playRounds([...honestMiners, ...cheats], 60, 9);
    expect(rewardsOf(rounds)).toEqual(rewardsOf(JSON.parse(JSON.stringify(rounds)) as typeof rounds));
    expect(rewardsOf([])).toEqual([]);
  });
});
