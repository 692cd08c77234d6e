import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Scoreboard } from "../src/scoreboard.js";

describe("scoreboard", () => {
  it("averages the first scores alike, then moves by alpha", () => {
    const board = new Scoreboard({ alpha: 0.25 });
    for (const score of [1, 0, 1, 0]) board.record("a", score, "");
    expect(board.average("a")).toBeCloseTo(0.5);
    board.record("a", 1, "right");
    expect(board.average("a")).toBeCloseTo(0.625);
    expect(board.of("a")).toMatchObject({ samples: 5, lastScore: 1, explanation: "right" });
  });

  it("moves less by what weighs less, and by the first score all the way", () => {
    const board = new Scoreboard({ alpha: 0.5 });
    board.record("a", 1, "", 0.25);
    expect(board.average("a")).toBe(1);
    board.record("a", 0, "", 0.25);
    expect(board.average("a")).toBe(0.875);
    board.record("a", 0, "");
    expect(board.average("a")).toBe(0.4375);
  });

  it("stays within 0 and 1 whatever it is told", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (scores) => {
        const board = new Scoreboard({ alpha: 0.1 });
        for (const score of scores) board.record("a", score, "");
        expect(board.average("a")).toBeGreaterThanOrEqual(0);
        expect(board.average("a")).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("forgets who left, and goes on from what it was given", () => {
    const board = new Scoreboard({ alpha: 0.5 });
    board.record("a", 1, "");
    board.record("b", 0.5, "");
    board.retain(["b", "c"]);
    expect(board.standings().map(({ hotkey }) => hotkey)).toEqual(["b"]);
    const later = new Scoreboard({ alpha: 0.5 }, board.standings());
    later.record("b", 0.5, "");
    expect(later.of("b")).toMatchObject({ average: 0.5, samples: 2 });
    expect(board.of("b")).toMatchObject({ samples: 1 });
  });
});
