import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  availableStake,
  type LockRule,
  mergeLocks,
  reduceLock,
  rollLock,
  type StakeLock,
  splitLock,
  U64F64,
  withoutLock,
} from "../../src/index.js";
import { expDecay } from "../../src/stake/exp-decay.js";

const RATE = 934_866n;
const toNumber = (bits: bigint): number => Number(bits) / 2 ** 64;
const lock = (lockedMass: bigint, conviction = 0n): StakeLock => ({ lockedMass, conviction, lastUpdate: 1000 });
const decaying: LockRule = { isOwnerLock: false, isPerpetual: false };
const perpetual: LockRule = { isOwnerLock: false, isPerpetual: true };

// economics.md 4.10
describe("expDecay", () => {
  it.each([0n, 1n, 7200n, 648_000n, RATE, 2n * RATE, 10n * RATE])("after %d blocks", (elapsed) => {
    expect(toNumber(expDecay(elapsed, RATE))).toBeCloseTo(Math.exp(-Number(elapsed) / Number(RATE)), 13);
  });

  it("has the bits of the series", () => {
    // 2^128 over the sum of floored terms for x = 1, which falls short of e by 8 units of 2^-64.
    expect(expDecay(RATE, RATE)).toBe(6_786_177_901_268_885_275n);
  });

  it("stops at the exponent −40, and is sudden at a rate of 0", () => {
    expect(expDecay(40n * RATE, RATE)).toBe(expDecay(1n << 40n, RATE));
    expect(expDecay(1n << 62n, 1n)).toBe(expDecay(40n, 1n));
    expect([expDecay(0n, 0n), expDecay(1n, 0n)]).toEqual([U64F64.one, 0n]);
  });

  it("never rises", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 50n * RATE), fc.bigInt(0n, RATE), (elapsed, more) => {
        expect(expDecay(elapsed + more, RATE)).toBeLessThanOrEqual(expDecay(elapsed, RATE));
      }),
    );
  });
});

// economics.md 4.10
describe("a lock of stake", () => {
  it("halves in 90 days, when its conviction is 0.35 of what was locked", () => {
    const rolled = rollLock(lock(10n ** 12n), 1000 + 90 * 7200, decaying);
    expect(Number(rolled.lockedMass) / 1e12).toBeCloseTo(0.5, 6);
    expect(toNumber(rolled.conviction) / 1e12).toBeCloseTo(Math.LN2 / 2, 6);
    expect(rolled.lastUpdate).toBe(649_000);
  });

  it("keeps its mass and gains conviction towards it when perpetual", () => {
    const rolled = rollLock(lock(10n ** 12n), 1000 + 90 * 7200, perpetual);
    expect(rolled.lockedMass).toBe(10n ** 12n);
    expect(toNumber(rolled.conviction) / 1e12).toBeCloseTo(0.5, 6);
  });

  it("has its mass as conviction on the owner's hotkey", () => {
    const rolled = rollLock(lock(10n ** 12n), 5000, { ...decaying, isOwnerLock: true });
    expect(rolled.conviction).toBe(U64F64.fromInteger(rolled.lockedMass));
  });

  it("matures by the other formula when the rates differ, which meets this one", () => {
    const near = rollLock(lock(10n ** 12n), 101_000, { ...decaying, maturityRate: RATE + 1n });
    const same = rollLock(lock(10n ** 12n), 101_000, decaying);
    expect(toNumber(near.conviction) / toNumber(same.conviction)).toBeCloseTo(1, 4);
    expect(rollLock(lock(10n ** 12n), 101_000, { ...decaying, maturityRate: 0n }).conviction).toBe(0n);
  });

  it("ends with less than 100 rao of both", () => {
    expect(rollLock(lock(99n, U64F64.fromInteger(99n)), 1000, decaying)).toMatchObject({
      lockedMass: 0n,
      conviction: 0n,
    });
    expect(rollLock(lock(99n, U64F64.fromInteger(100n)), 1000, decaying).lockedMass).toBe(99n);
    expect(rollLock(lock(100n), 1000, decaying).lockedMass).toBe(100n);
  });

  it("never grows in mass, never gains more conviction than was locked, and stands still in a block", () => {
    const mass = fc.bigInt(0n, 10n ** 16n);
    fc.assert(
      fc.property(mass, fc.integer({ min: 0, max: 10_000_000 }), fc.boolean(), (lockedMass, elapsed, isPerpetual) => {
        const rolled = rollLock(lock(lockedMass), 1000 + elapsed, { ...decaying, isPerpetual });
        expect(rolled.lockedMass).toBeLessThanOrEqual(lockedMass);
        expect(rolled.conviction).toBeLessThanOrEqual(U64F64.fromInteger(lockedMass));
        expect(rollLock(rolled, rolled.lastUpdate, { ...decaying, isPerpetual })).toEqual(rolled);
      }),
    );
  });

  it("shrinks with its conviction when some is taken", () => {
    const held = lock(1000n, U64F64.fromInteger(400n));
    expect(reduceLock(held, 250n, 7)).toEqual({
      lockedMass: 750n,
      conviction: U64F64.fromInteger(300n),
      lastUpdate: 7,
    });
    expect(reduceLock(held, 2000n, 7)).toEqual({ lockedMass: 0n, conviction: 0n, lastUpdate: 7 });
    expect([availableStake(1500n, held), availableStake(900n, held)]).toEqual([500n, 0n]);
  });

  it("divides when some of it changes hands, and loses nothing", () => {
    const held = lock(1000n, U64F64.fromInteger(400n));
    const { moved, left } = splitLock(held, 250n);
    expect([moved.lockedMass, moved.conviction]).toEqual([250n, U64F64.fromInteger(100n)]);
    expect([left.lockedMass, left.conviction]).toEqual([750n, U64F64.fromInteger(300n)]);
    expect(splitLock(held, 5000n)).toEqual({ moved: held, left: lock(0n) });
    expect(splitLock(lock(0n), 5n).moved).toEqual(lock(0n));
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 16n),
        fc.bigInt(0n, 10n ** 30n),
        fc.bigInt(0n, 10n ** 16n),
        (mass, bits, amount) => {
          const parts = splitLock(lock(mass, bits), amount);
          expect(mergeLocks(parts.moved, parts.left)).toEqual(lock(mass, bits));
          expect(withoutLock(lock(mass, bits), parts.left)).toEqual(parts.moved);
        },
      ),
    );
  });

  it("counts together with others, and never falls below nothing when it is counted out", () => {
    const sum = mergeLocks(lock(600n, 7n), { ...lock(50n, 5n), lastUpdate: 1200 });
    expect(sum).toEqual({ lockedMass: 650n, conviction: 12n, lastUpdate: 1200 });
    expect(mergeLocks(lock(2n ** 64n - 1n), lock(5n)).lockedMass).toBe(2n ** 64n - 1n);
    expect(withoutLock(sum, lock(651n, 13n))).toEqual({ lockedMass: 0n, conviction: 0n, lastUpdate: 1200 });
  });

  it("refuses a mass that is not a u64", () => {
    expect(() => rollLock(lock(-1n), 5000, decaying)).toThrow(
      expect.objectContaining({ data: { code: "incentive/out_of_range", argument: "lockedMass", value: "-1" } }),
    );
  });
});
