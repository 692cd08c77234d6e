import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPLAY_WINDOW, ReplayWindow } from "../src/session/replay-window.js";

describe("the replay window", () => {
  it("does what a set of everything seen would, within its width", () => {
    const near = fc.integer({ min: -2 * REPLAY_WINDOW, max: 2 * REPLAY_WINDOW });
    fc.assert(
      fc.property(fc.array(near, { maxLength: 200 }), (steps) => {
        const window = new ReplayWindow();
        const seen = new Set<number>();
        let highest = 0;
        for (const step of steps) {
          const counter = highest + step;
          const fresh = counter >= 1 && counter > highest - REPLAY_WINDOW && !seen.has(counter);
          expect(window.accept(counter)).toBe(fresh);
          if (!fresh) continue;
          seen.add(counter);
          highest = Math.max(highest, counter);
        }
      }),
    );
  });

  it("takes each of many counters once, in any order near the true one", () => {
    const window = new ReplayWindow();
    const counters = Array.from({ length: 5_000 }, (_, index) => (index ^ 511) + 1);
    expect(counters.filter((counter) => window.accept(counter))).toHaveLength(5_000);
    expect(counters.filter((counter) => window.accept(counter))).toEqual([]);
  });

  it("refuses zero, and what is older than its width", () => {
    const window = new ReplayWindow();
    expect([0, -1].map((counter) => window.accept(counter))).toEqual([false, false]);
    expect(window.accept(2 ** 48 - 1)).toBe(true);
    expect(window.accept(2 ** 48 - 1 - REPLAY_WINDOW)).toBe(false);
    expect(window.accept(2 ** 48 - REPLAY_WINDOW)).toBe(true);
  });
});
