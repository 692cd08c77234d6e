import fc from "fast-check";
import { expect, it } from "vitest";
import { checkWeights, maxUpscale, processWeights, safeFloat, U64F64 } from "../../src/index.js";

const u16 = fc.integer({ min: 0, max: 65_535 });

it("weights that are stored stay as they are when stored again", () => {
  fc.assert(
    fc.property(fc.array(u16, { maxLength: 256 }), (weights) => {
      const stored = maxUpscale(weights);
      expect(maxUpscale(stored)).toEqual(stored);
      expect(stored.every((value, index) => value > 0 || weights[index]! * 2 <= Math.max(...weights) / 65_535)).toBe(
        true,
      );
    }),
  );
});

it("weights made from scores are legal, and stored as they are", () => {
  const score = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(score, { minLength: 1, maxLength: 64 }),
      fc.integer({ min: 1, max: 64 }),
      (scores, atLeast) => {
        const minAllowedWeights = Math.min(atLeast, scores.length);
        const { uids, weights } = processWeights({ scores, minAllowedWeights });
        expect(maxUpscale(weights)).toEqual(weights);
        expect([...uids]).toEqual([...uids].sort((a, b) => a - b));
        if (uids.length < minAllowedWeights) return;
        const check = () =>
          checkWeights({
            netuid: 1,
            uids,
            values: weights,
            versionKey: 0n,
            currentBlock: 1000,
            n: scores.length,
            uid: 0,
            isOwnerHotkey: false,
            stakeWeight: 1n,
            stakeThreshold: 0n,
            weightsVersionKey: 0n,
            lastUpdate: 0,
            weightsSetRateLimit: 100,
            validatorPermit: true,
            minAllowedWeights,
          });
        expect(check).not.toThrow();
      },
    ),
  );
});

it("processing weights again as scores changes none of them by more than rounding", () => {
  const score = fc.integer({ min: 1, max: 1000 });
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 64 }), (scores) => {
      const once = processWeights({ scores, minAllowedWeights: 1 });
      const twice = processWeights({ scores: once.weights, minAllowedWeights: 1 });
      expect(twice.uids).toEqual(Uint16Array.from(once.uids, (_, index) => index));
      twice.weights.forEach((weight, index) => {
        expect(Math.abs(weight - once.weights[index]!)).toBeLessThanOrEqual(1);
      });
    }),
  );
});

it("the normal form of a share is its own normal form", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 1n << 256n), fc.integer({ min: -60, max: 60 }), (mantissa, exponent) => {
      const normal = safeFloat(mantissa, exponent);
      expect(safeFloat(normal.mantissa, normal.exponent)).toEqual(normal);
    }),
  );
});

it("a value that fits a format survives it", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, U64F64.max), (bits) => {
      expect(U64F64.saturate(U64F64.saturate(bits))).toBe(bits);
      expect(U64F64.mul(bits, U64F64.one)).toBe(bits);
      expect(U64F64.div(bits, U64F64.one)).toBe(bits);
    }),
  );
});
