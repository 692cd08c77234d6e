import { seededRandom } from "@taostack/commodities";
import { describe, expect, it } from "vitest";
import { chooseForChallenge, chooseForRequest } from "../src/miners/choose.js";
import type { KnownMiner } from "../src/miners/link.js";
import { weightedSample } from "../src/sampling.js";
import { ScriptedMiner } from "./support/scripted-miner.js";

const counts = (draws: number, draw: () => readonly { uid: number }[]) => {
  const seen = [0, 0, 0];
  for (let i = 0; i < draws; i++) for (const { uid } of draw()) seen[uid] = (seen[uid] ?? 0) + 1;
  return seen.map((count) => count / draws);
};

describe("sampling", () => {
  it("draws in proportion to the weights, without replacement", () => {
    const random = seededRandom(1);
    const items = [0, 1, 2].map((uid) => ({ uid }));
    const [a = 0, b = 0, c = 0] = counts(20_000, () => weightedSample(items, ({ uid }) => uid + 1, 1, random));
    expect(a).toBeCloseTo(1 / 6, 1);
    expect(b).toBeCloseTo(2 / 6, 1);
    expect(c).toBeCloseTo(3 / 6, 1);
    expect(new Set(weightedSample(items, () => 1, 5, random)).size).toBe(3);
    expect(weightedSample(items, ({ uid }) => uid, 3, random).at(-1)).toEqual({ uid: 0 });
  });

  it("asks the best for users, and everyone in turn for challenges", () => {
    const miner = (uid: number, lastAskedMs: number, reachable = true): KnownMiner =>
      Object.assign(new ScriptedMiner(uid, []), { lastAskedMs, reachable });
    const miners = [miner(0, 990), miner(1, 990), miner(2, 0)];
    const standings: Record<string, number> = { "hotkey-0": 0.9, "hotkey-1": 0.3, "hotkey-2": 0 };
    const standing = (hotkey: string) => standings[hotkey] ?? 0;
    const random = seededRandom(2);
    const [best = 0, middle = 0, newcomer = 0] = counts(5_000, () => chooseForRequest(miners, 1, standing, random));
    expect(best).toBeGreaterThan(0.8);
    expect(middle).toBeGreaterThan(newcomer);
    expect(newcomer).toBeGreaterThan(0.01);
    expect(counts(500, () => chooseForChallenge(miners, 1, 1_000, random))[2]).toBeGreaterThan(0.9);
  });

  it("spares users a miner that cannot be reached, unless there is no other", () => {
    const miner = (uid: number, reachable: boolean) =>
      Object.assign(new ScriptedMiner(uid, []), { lastAskedMs: 0, reachable });
    const choose = (...miners: KnownMiner[]) =>
      chooseForRequest(miners, 3, () => 0.5, seededRandom(3)).map(({ uid }) => uid);
    expect(choose(miner(0, false), miner(1, true))).toEqual([1]);
    expect(choose(miner(0, false))).toEqual([0]);
  });
});
