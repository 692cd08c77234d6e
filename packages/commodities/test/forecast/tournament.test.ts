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

const timid =
  (name: string, part: number): Miner["believe"] =>
  ({ beliefs }) =>
    beliefs.get(name)?.map(({ mean, deviation }) => ({ mean: part * mean, deviation: 1 + part * (deviation - 1) }));

const cheats: Miner[] = [
  cheat("the leader's copy", seen("honest-1", 0)),
  cheat("the leader's copy with noise", seen("honest-1", 0.05)),
  cheat("the leader's copy with more noise", seen("honest-1", 0.1)),
  cheat("the leader's copy with as much noise as is noticed", seen("honest-1", 0.15)),
  cheat("the leader's copy that says two fifths of it", timid("honest-1", 0.4)),
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
    const rounds = playRounds([...honestMiners, ...cheats.slice(6)], 1000, seed);
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

  it("has one pay for one forecast, round by round that of the first to commit", () => {
    const alone = rewardsOf(playRounds(honestMiners, ROUNDS, 6));
    const earlierInAQuarter = playRounds([...honestMiners, cheats[0]!], ROUNDS, 6).map(({ entries, ...round }, i) => {
      const copy = { ...entries["the leader's copy"]!, committedMs: i % 4 === 0 ? 5 : 20 };
      return { ...round, entries: { ...entries, "the leader's copy": copy } };
    });
    const shared = rewardsOf(earlierInAQuarter);
    const whole = shareOf(alone, "honest-1");
    expect(shareOf(shared, "honest-1")).toBeCloseTo(0.75 * whole, 9);
    expect(shareOf(shared, "the leader's copy")).toBeCloseTo(0.25 * whole, 9);
    expect(shared.find(({ hotkey }) => hotkey === "honest-1")).toMatchObject({ part: 0.75 });
  });

  it("pays nobody for a copy while its original is not sure enough", () => {
    const unsure = playRounds([...honestMiners, cheat("timid", timid("honest-1", 0.4))], 40, 13);
    const surenessOf = (name: string) => {
      const { advantage, error } = rewardsOf(unsure).find(({ hotkey }) => hotkey === name)!;
      return advantage / error;
    };
    expect(surenessOf("timid")).toBeGreaterThan(surenessOf("honest-1"));
    const doubt = (surenessOf("timid") + surenessOf("honest-1")) / 2;
    const strict = rewardsOf(unsure, { doubt });
    expect(shareOf(strict, "honest-1")).toBe(0);
    expect(strict.find(({ hotkey }) => hotkey === "timid")).toMatchObject({ cloneOf: "honest-1", part: 0, share: 0 });
    const alone = unsure.map(({ entries: { "honest-1": _, ...entries }, ...round }) => ({ ...round, entries }));
    expect(shareOf(rewardsOf(alone, { doubt }), "timid")).toBeGreaterThan(0);
  });

  it("pays all of what is surely better, so that caution does not pay", () => {
    const bold = rewardsOf(playRounds(honestMiners, 100, 14));
    const mean = (name: string) => bold.find(({ hotkey }) => hotkey === name)!.advantage;
    expect(shareOf(bold, "honest-1") / shareOf(bold, "honest-0.6")).toBeCloseTo(
      mean("honest-1") / mean("honest-0.6"),
      9,
    );
    const others = honestMiners.slice(0, -1);
    const half: Miner = { ...honestMiners.at(-1)!, name: "half of it" };
    const cautious: Miner = {
      ...half,
      believe: (world) =>
        half.believe(world)?.map(({ mean, deviation }) => ({ mean: 0.5 * mean, deviation: (1 + deviation) / 2 })),
    };
    const timidly = rewardsOf(playRounds([...others, cautious], 100, 14));
    expect(shareOf(timidly, "half of it")).toBeLessThan(shareOf(bold, "honest-1"));
  });

  it("is less sure of copies by rounds that are about one situation", () => {
    const rounds = playRounds([...honestMiners, cheat("noisy", seen("honest-1", 0.13))], 64, 15);
    expect(cloneGroups(rounds, ["honest-1", "noisy"])).toEqual([["honest-1", "noisy"]]);
    expect(cloneGroups(rounds, ["honest-1", "noisy"], { overlap: 16 })).toHaveLength(2);
    // What is quite the same needs no many rounds.
    const exact = playRounds([...honestMiners, cheats[0]!], 32, 15);
    expect(cloneGroups(exact, ["honest-1", "the leader's copy"], { overlap: 8 })).toHaveLength(1);
    expect(cloneGroups(exact.slice(0, 7), ["honest-1", "the leader's copy"])).toHaveLength(2);
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
