import { expect, it } from "vitest";
import { firstsOf } from "../../src/forecast/market/firsts.js";
import type { Round, RoundEntry } from "../../src/forecast/market/record.js";

const round = (entries: Readonly<Record<string, RoundEntry>>): Round => ({ requestId: "r", entries });
const at = (committedMs: number): RoundEntry => ({ advantage: 0, committedMs });

it("gives each round to the first of a group, shares those of one millisecond, and looks at no others", () => {
  const rounds = [
    round({ a: at(5), b: at(9), stranger: at(1) }),
    round({ a: at(7), b: at(7) }),
    round({ a: { committedMs: 1 }, b: at(30) }), // the first one's answer was not valid
    round({ stranger: at(1) }),
  ];
  expect([...firstsOf(rounds, ["a", "b"])]).toEqual([
    ["a", 0.5],
    ["b", 0.5],
  ]);
  expect([...firstsOf(rounds.slice(0, 1), ["a", "b"])]).toEqual([
    ["a", 1],
    ["b", 0],
  ]);
});

it("counts who has no time of commitment as late, and nobody without answers", () => {
  expect(firstsOf([round({ a: { advantage: 0 }, b: at(50) })], ["a", "b"]).get("b")).toBe(1);
  expect(firstsOf([round({ a: { advantage: 0 }, b: { advantage: 0 } })], ["a", "b"]).get("a")).toBe(0.5);
  expect(firstsOf([round({})], ["a"]).get("a")).toBe(0);
});
