import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { immortalUids, type PruneInput, pruneCandidate } from "../../src/index.js";

const input = (overrides: Partial<PruneInput> = {}): PruneInput => ({
  emission: [5n, 3n, 3n, 9n],
  blockAtRegistration: [10, 12, 11, 95],
  immortal: new Set(),
  currentBlock: 100,
  immunityPeriod: 50,
  minNonImmuneUids: 0,
  ...overrides,
});

// economics.md 5.4
describe("pruneCandidate", () => {
  it.each<[string, Partial<PruneInput>, number | undefined]>([
    ["the oldest of the least emission", {}, 2],
    ["the lower UID of equals", { blockAtRegistration: [10, 11, 11, 95] }, 1],
    ["not an immortal", { immortal: new Set([2]) }, 1],
    ["not an immune one", { emission: [5n, 4n, 4n, 0n] }, 2],
    ["an immune one when too few are not", { minNonImmuneUids: 3 }, 3],
    ["none when nobody is left", { immortal: new Set([0, 1, 2, 3]) }, undefined],
    [
      "none of the non-immune when they are the minimum and nobody is immune",
      { immunityPeriod: 0, minNonImmuneUids: 4 },
      undefined,
    ],
  ])("%s", (_, overrides, expected) => {
    expect(pruneCandidate(input(overrides))).toBe(expected);
  });

  it("has no rival with less emission of its kind", () => {
    const neuron = fc.record({ emission: fc.bigInt(0n, 5n), block: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(neuron, { minLength: 1, maxLength: 30 }), fc.nat(10), (neurons, minNonImmuneUids) => {
        const emission = neurons.map((one) => one.emission);
        const blockAtRegistration = neurons.map(({ block }) => block);
        const uid = pruneCandidate(input({ emission, blockAtRegistration, minNonImmuneUids }));
        fc.pre(uid !== undefined);
        const isImmune = (block: number) => 100 - block < 50;
        const rivals = neurons.filter(({ block }) => isImmune(block) === isImmune(blockAtRegistration[uid]!));
        expect(rivals.every((rival) => rival.emission >= emission[uid]!)).toBe(true);
      }),
    );
  });
});

describe("immortalUids", () => {
  const blocks = [30, 10, 20, 5];

  it.each<[string, number[], number | undefined, number, number[]]>([
    ["the oldest of the owner", [0, 1, 2], undefined, 1, [1]],
    ["as many as the limit says", [0, 1, 2], undefined, 2, [1, 2]],
    ["the owner hotkey in place of the last", [0, 1, 2], 3, 1, [3]],
    ["the owner hotkey among them once", [0, 1, 2], 1, 2, [1, 2]],
    ["none of a stranger's", [], undefined, 1, []],
  ])("%s", (_, ownerUids, ownerHotkeyUid, limit, expected) => {
    expect([...immortalUids({ ownerUids, blockAtRegistration: blocks, ownerHotkeyUid, limit })]).toEqual(expected);
  });
});
