import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dissolutionShares,
  initialPool,
  type LockCostInput,
  lockCost,
  medianPrice,
  subnetToDissolve,
  U64F64,
} from "../../src/index.js";

// economics.md 9.7, cases 69–70
describe("lockCost", () => {
  const base: LockCostInput = {
    lastLockCost: 10n ** 12n,
    lastLockBlock: 1000,
    minLockCost: 10n ** 12n,
    lockReductionInterval: 100_800n,
    blockEmission: 10n ** 9n,
    currentBlock: 1000,
  };
  const after = (blocks: number, overrides: Partial<LockCostInput> = {}) =>
    lockCost({ ...base, ...overrides, currentBlock: 1000 + blocks });

  it.each([
    [0, 2_000_000_000_000n],
    [1, 1_999_990_079_366n],
    [7200, 1_928_571_435_200n],
    [100_800, 1_000_000_092_800n],
    [500_000, 1_000_000_000_000n],
  ])("%d blocks after a creation is %d", (blocks, cost) => {
    expect(after(blocks)).toBe(cost);
  });

  it.each([
    [0, 2_500_000_000_000n],
    [1, 2_499_978_298_612n],
    [7200, 2_343_750_006_400n],
  ])("on the main network, %d blocks after, is %d", (blocks, cost) => {
    expect(after(blocks, { lastLockCost: 1250n * 10n ** 9n, lockReductionInterval: 57_600n })).toBe(cost);
  });

  it("does not double before the first creation, and falls faster as emission halves", () => {
    expect(lockCost({ ...base, lastLockBlock: 0, currentBlock: 0 })).toBe(10n ** 12n);
    expect(after(50_400, { blockEmission: 500_000_000n })).toBe(1_000_000_042_400n);
    expect(after(50_400, { blockEmission: 0n })).toBe(2n * 10n ** 12n);
  });
});

// economics.md 9.7, case 72
describe("medianPrice", () => {
  const prices = (...values: bigint[]) => values.map((value) => U64F64.fromInteger(value));

  it.each([
    [prices(7n, 2n, 5n), 5n],
    [prices(2n, 8n), 5n],
    [prices(2n, 8n, 0n), 5n],
    [[], 1n],
  ])("of case %#", (list, median) => {
    expect(medianPrice(list)).toBe(U64F64.fromInteger(median));
  });

  it("sets the reserves of a new subnet", () => {
    expect(initialPool(10n ** 12n, 10n ** 9n, U64F64.fromInteger(4n))).toEqual({
      subnetTao: 10n ** 12n,
      subnetAlphaIn: 25n * 10n ** 10n,
    });
    expect(initialPool(1n, 10n ** 9n, U64F64.one).subnetTao).toBe(10n ** 9n);
  });
});

// economics.md 9.7, cases 73–75
describe("dissolutionShares", () => {
  it.each([
    [10_000n, [300n, 700n], [3000n, 7000n]],
    [1n, [3n, 2n], [1n, 0n]],
    [200n, [50n, 150n], [50n, 150n]],
    [200n, [50n, 50n], [100n, 100n]],
    [5n, [], []],
    [5n, [0n], [0n]],
  ])("of case %#", (pot, claims, shares) => {
    expect(dissolutionShares(pot, claims)).toEqual(shares);
  });

  it("give out all of it, each within a rao of its part", () => {
    const amount = fc.bigInt(0n, 10n ** 18n);
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 20 }), (pot, claims) => {
        const total = claims.reduce((a, b) => a + b, 0n);
        fc.pre(total > 0n);
        const shares = dissolutionShares(pot, claims);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(pot);
        shares.forEach((share, index) => {
          const floor = (pot * claims[index]!) / total;
          expect(share === floor || share === floor + 1n).toBe(true);
        });
      }),
    );
  });
});

// economics.md 5.8
describe("subnetToDissolve", () => {
  const subnets = [
    { netuid: 1, registeredAt: 0, movingPrice: 5n },
    { netuid: 2, registeredAt: 20, movingPrice: 3n },
    { netuid: 3, registeredAt: 10, movingPrice: 3n },
    { netuid: 4, registeredAt: 90, movingPrice: 1n },
  ];

  it("is the cheapest out of immunity, then the oldest", () => {
    expect(subnetToDissolve(subnets, 100, 50)).toBe(3);
    expect(subnetToDissolve(subnets, 140, 50)).toBe(4);
    expect(subnetToDissolve(subnets, 10, 50)).toBeUndefined();
  });
});
