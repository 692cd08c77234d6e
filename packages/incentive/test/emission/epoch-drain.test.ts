import { describe, expect, it } from "vitest";
import { drainEpochs, firstEpochBlock, isAdminWindowOpen, isEpochDue, nextEpochBlock } from "../../src/index.js";

const schedule = (overrides = {}) => ({
  tempo: 360,
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  lastEpochBlock: 1000,
  ...overrides,
});

// economics.md 2.6
describe("isEpochDue", () => {
  it.each([
    ["tempo blocks after the last", {}, 1360, true],
    ["not a block earlier", {}, 1359, false],
    ["never at tempo 0", { tempo: 0, pendingEpochAt: 5, blocksSinceLastStep: 60_000 }, 9999, false],
    ["when asked for", { pendingEpochAt: 1010 }, 1010, true],
    ["not before it is asked for", { pendingEpochAt: 1010 }, 1009, false],
    ["after 50400 blocks whatever the tempo", { tempo: 65_535, blocksSinceLastStep: 50_401 }, 1001, true],
    ["not at 50400", { tempo: 65_535, blocksSinceLastStep: 50_400 }, 1001, false],
  ])("%s", (_, overrides, block, due) => {
    expect(isEpochDue(schedule(overrides), block)).toBe(due);
  });
});

describe("drainEpochs", () => {
  it("admits some, defers the rest by a block, skips duplicates and leaves others", () => {
    const due = { lastEpochBlock: 100 };
    const results = drainEpochs(
      [
        { netuid: 1, ...schedule(due), hasDuplicateHotkeys: true },
        { netuid: 2, ...schedule(due) },
        { netuid: 3, ...schedule() },
        { netuid: 4, ...schedule(due) },
      ],
      1000,
      1,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["skipped", "run", "not_due", "deferred"]);
    expect(results.map(({ epochIndexAdded }) => epochIndexAdded)).toEqual([1, 1, 0, 0]);
    expect(results.map(({ lastEpochBlock }) => lastEpochBlock)).toEqual([1000, 1000, 1000, 100]);
    expect(results.map(({ blocksSinceLastStep }) => blocksSinceLastStep)).toEqual([1, 0, 1, 1]);
    expect(results.map(({ pendingEpochAt }) => pendingEpochAt)).toEqual([0, 0, 0, 1001]);
  });
});

describe("the schedule", () => {
  it("tells the next epoch", () => {
    expect(nextEpochBlock(schedule())).toBe(1360);
    expect(nextEpochBlock(schedule({ pendingEpochAt: 1010 }))).toBe(1010);
    expect(nextEpochBlock(schedule({ tempo: 0 }))).toBeUndefined();
  });

  it("closes the admin window before an epoch", () => {
    expect(isAdminWindowOpen(schedule(), 1350, 10)).toBe(true);
    expect(isAdminWindowOpen(schedule(), 1351, 10)).toBe(false);
    expect(isAdminWindowOpen(schedule({ pendingEpochAt: 1010 }), 1000, 10)).toBe(false);
    expect(isAdminWindowOpen(schedule({ tempo: 0 }), 1351, 10)).toBe(true);
  });

  it("staggers new subnets", () => {
    expect([5, 365].map((netuid) => firstEpochBlock(netuid, 360, 1000))).toEqual([995, 995]);
    expect(firstEpochBlock(5, 0, 3)).toBe(3);
    expect(firstEpochBlock(9, 360, 3)).toBe(0);
  });
});
