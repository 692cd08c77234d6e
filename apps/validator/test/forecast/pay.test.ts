import { expect, it } from "vitest";
import { payOf } from "../../src/forecast/pay.js";
import type { JudgedRound } from "../../src/forecast/round-log.js";

const options = { window: 100, minAnswers: 5, spanMs: 1, sharpness: 2 };

/** Rounds of miners that are always as good as the other, each with a forecast of its own. */
const rounds = (advantages: Readonly<Record<string, number>>): JudgedRound[] =>
  Array.from({ length: 40 }, (_, i) => ({
    requestId: `${i}`,
    openedMs: 1_000 * i,
    entries: Object.fromEntries(
      Object.entries(advantages).map(([hotkey, advantage], k) => [
        hotkey,
        { advantage: advantage + (i % 2 === 0 ? 0.01 : -0.01), print: [0, 0, Math.sin(i + k), 0, 0], committedMs: k },
      ]),
    ),
  }));

it("gives scores whose power, as weights take it, is in proportion to the shares", () => {
  const pay = payOf(rounds({ best: 0.2, half: 0.1, walk: 0 }), new Set(["best", "half", "walk"]), options);
  expect(pay.get("best")!.score).toBe(1);
  expect(pay.get("half")!.share).toBeCloseTo(1 / 3, 9);
  expect(pay.get("half")!.score ** 2).toBeCloseTo(1 / 2, 9);
  expect(pay.get("walk")!.score).toBe(0);
});

it("leaves those out who are gone, and is all 0 while nobody earns", () => {
  const pay = payOf(rounds({ best: 0.2, half: 0.1 }), new Set(["half"]), options);
  expect([...pay.keys()]).toEqual(["half"]);
  expect(pay.get("half")!.score).toBe(1);
  const poor = payOf(rounds({ poor: -0.2 }), new Set(["poor"]), options);
  expect(poor.get("poor")).toMatchObject({ score: 0, share: 0 });
  expect(payOf([], new Set(), options).size).toBe(0);
});

it("is surer of rounds that share no outcome than of those that do", () => {
  const waves = rounds({ one: 0.1 }).map((round, i) => ({
    ...round,
    entries: { one: { advantage: 0.1 + (i % 20 < 10 ? 0.2 : -0.2), print: [0], committedMs: 0 } },
  }));
  const apart = payOf(waves, new Set(["one"]), options).get("one")!;
  const shared = payOf(waves, new Set(["one"]), { ...options, spanMs: 8_000 }).get("one")!;
  expect(shared.advantage).toBe(apart.advantage);
  expect(apart.error).toBeCloseTo(0.2 / Math.sqrt(39), 9);
  expect(shared.error).toBeGreaterThan(2 * apart.error);
});
