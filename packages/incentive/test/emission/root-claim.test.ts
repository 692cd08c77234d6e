import { fromHex } from "@taostack/primitives";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustRootClaimed, automaticRootClaims, I96F32, rootClaim } from "../../src/index.js";

// economics.md 9.6, cases 57–59
describe("root claims", () => {
  const rate = 1_760_945_181n;

  it("pay what the rate has earned", () => {
    expect(rootClaim({ rate, rootStake: 2_000_000n, claimed: 0n, threshold: 0n })).toBe(820_003n);
    expect(rootClaim({ rate, rootStake: 2_000_000n, claimed: 820_003n, threshold: 0n })).toBe(0n);
    expect(rootClaim({ rate, rootStake: 2_000_000n, claimed: 10n ** 9n, threshold: 0n })).toBe(0n);
  });

  it("wait for the threshold", () => {
    const threshold = I96F32.fromInteger(500_000n);
    expect(rootClaim({ rate, rootStake: 2_000_000n, claimed: 320_004n, threshold })).toBe(0n);
    expect(rootClaim({ rate, rootStake: 2_000_000n, claimed: 320_003n, threshold })).toBe(500_000n);
  });

  it("are nothing for stake that has just come", () => {
    const amount = fc.bigInt(1n, 10n ** 15n);
    fc.assert(
      fc.property(amount, amount, fc.bigInt(0n, I96F32.one), (before, added, anyRate) => {
        const owed = rootClaim({ rate: anyRate, rootStake: before, claimed: 0n, threshold: 0n });
        const claimed = adjustRootClaimed(0n, anyRate, added);
        const after = rootClaim({ rate: anyRate, rootStake: before + added, claimed, threshold: 0n });
        expect(after - owed >= 0n && after - owed <= 1n).toBe(true);
      }),
    );
    expect(adjustRootClaimed(5n, I96F32.one, -3n)).toBe(2n);
    expect(adjustRootClaimed(5n, I96F32.one, -9n)).toBe(0n);
  });

  it.each([
    // keccak-256 of "some" and of "some2"
    [
      "4e7e8301f5d206748d1c4f822e3564ddb1124f86591a839f58dfc2f007983b61",
      "265 630 1286 1558 4496 4861 5517 5789 6803 8096 9092 11034 11399 12055 12327",
    ],
    [
      "c357a61b4f8af02f92c4f354b4839925d8c5a18c9c017f80efab7efcb363aed7",
      "61 246 1440 2855 3521 5236 6130 6615 8511 9405 9890 11786 11971 13165 14580",
    ],
  ])("fall automatically to the coldkeys that a parent hash of %s chooses", (hex, chosen) => {
    const hash = fromHex(hex);
    expect(automaticRootClaims(hash, 15, 15_000n).join(" ")).toBe(chosen);
    expect(automaticRootClaims(hash, 3, 0n)).toEqual([0n]);
  });
});
