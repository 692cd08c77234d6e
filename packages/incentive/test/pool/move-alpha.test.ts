import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countPurchase,
  countSale,
  feeOf,
  moveAlpha,
  type Pool,
  swapAlphaForTao,
  swapTaoForAlpha,
} from "../../src/index.js";

const pool = (subnetTao: bigint, subnetAlphaIn: bigint): Pool => ({
  subnetMechanism: 1,
  subnetTao,
  subnetAlphaIn,
  quoteWeight: 5n * 10n ** 17n,
  feeRate: 33,
});
const root: Pool = { ...pool(0n, 0n), subnetMechanism: 0 };

// economics.md 4.5
describe("moveAlpha", () => {
  const [origin, destination] = [pool(10n ** 12n, 2n * 10n ** 12n), pool(3n * 10n ** 12n, 10n ** 12n)];

  it("charges the sale", () => {
    const { sale, purchase, freeTao } = moveAlpha({ origin, destination, isFromRoot: false, amount: 10n ** 9n });
    expect(sale.fee).toBe(feeOf(10n ** 9n, 33));
    expect(purchase?.fee).toBe(0n);
    expect(purchase?.paidIn).toBe(sale.paidOut);
    expect(freeTao).toBe(0n);
  });

  it("charges the purchase when it comes from root", () => {
    const { sale, purchase } = moveAlpha({ origin: root, destination, isFromRoot: true, amount: 10n ** 9n });
    expect([sale.fee, sale.paidOut, purchase?.fee]).toEqual([0n, 10n ** 9n, feeOf(10n ** 9n, 33)]);
  });

  it("leaves free what is too little to stake", () => {
    const { sale, purchase, freeTao } = moveAlpha({ origin, destination, isFromRoot: false, amount: 3_000_000n });
    expect(purchase).toBeUndefined();
    expect(freeTao).toBe(sale.paidOut);
  });

  it("moves all TAO from one pool to the other", () => {
    fc.assert(
      fc.property(fc.bigInt(10n ** 7n, 10n ** 13n), (amount) => {
        const { sale, purchase } = moveAlpha({ origin, destination, isFromRoot: false, amount });
        const before = origin.subnetTao + destination.subnetTao;
        expect(sale.subnetTao + purchase!.subnetTao).toBe(before);
      }),
    );
  });
});

// economics.md 3.7
describe("the counters of a swap", () => {
  const before = {
    subnetAlphaIn: 10n ** 12n,
    subnetAlphaOut: 10n ** 11n,
    subnetTao: 10n ** 12n,
    totalStake: 0n,
    subnetVolume: 5n,
  };
  const of = { ...pool(before.subnetTao, before.subnetAlphaIn) };

  it("count a purchase gross and a sale net", () => {
    const bought = swapTaoForAlpha(of, 10n ** 9n);
    const after = countPurchase(before, bought, 10n ** 9n);
    expect(after).toEqual({
      subnetAlphaIn: bought.subnetAlphaIn,
      subnetAlphaOut: before.subnetAlphaOut + bought.paidOut,
      subnetTao: bought.subnetTao,
      totalStake: 10n ** 9n,
      subnetVolume: 10n ** 9n + 5n,
    });
    const sold = swapAlphaForTao(of, 10n ** 9n);
    expect(countSale({ ...before, totalStake: 10n ** 12n }, sold)).toEqual({
      subnetAlphaIn: sold.subnetAlphaIn,
      subnetAlphaOut: before.subnetAlphaOut - sold.paidIn,
      subnetTao: sold.subnetTao,
      totalStake: 10n ** 12n - sold.paidOut,
      subnetVolume: sold.paidOut + 5n,
    });
  });
});
