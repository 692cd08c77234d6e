import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteBuy, quoteSell, type SimulatedTrade } from "../src/trade.js";

const RAO = 1_000_000_000n;
const HALF_A_PERCENT = RAO / 2n;

interface Pool {
  readonly tao: bigint;
  readonly alpha: bigint;
}

const priceOf = ({ tao, alpha }: Pool): bigint => (tao * RAO) / alpha;

/** A constant-product pool without fees; what comes out is rounded down. */
function buy({ tao, alpha }: Pool, paid: bigint): { readonly trade: SimulatedTrade; readonly after: Pool } {
  const received = (alpha * paid) / (tao + paid);
  const slippage = (paid * alpha) / tao - received;
  return { trade: { paid, fee: 0n, received, slippage }, after: { tao: tao + paid, alpha: alpha - received } };
}

function sell({ tao, alpha }: Pool, paid: bigint): { readonly trade: SimulatedTrade; readonly after: Pool } {
  const { trade, after } = buy({ tao: alpha, alpha: tao }, paid);
  return { trade, after: { tao: after.alpha, alpha: after.tao } };
}

/** Pools of 10 to 10 million TAO, prices of 0.001 to 10, orders of up to a third of the pool. */
const cases = fc
  .record({
    tao: fc.bigInt(10n * RAO, 10_000_000n * RAO),
    price: fc.bigInt(RAO / 1_000n, 10n * RAO),
    part: fc.bigInt(1_000n, RAO / 3n),
  })
  .map(({ tao, price, part }) => ({ pool: { tao, alpha: (tao * RAO) / price }, part }));

describe("limits of trades", () => {
  it("let an order pass that meets the pool it was quoted for, and one that meets a slightly worse one", () =>
    fc.assert(
      fc.property(cases, ({ pool, part }) => {
        const bought = buy(pool, (pool.tao * part) / RAO);
        const { limitPrice } = quoteBuy(bought.trade, priceOf(pool), HALF_A_PERCENT);
        expect(priceOf(bought.after)).toBeLessThanOrEqual(limitPrice);
        const sold = sell(pool, (pool.alpha * part) / RAO);
        const floor = quoteSell(sold.trade, priceOf(pool), HALF_A_PERCENT).limitPrice;
        expect(priceOf(sold.after)).toBeGreaterThanOrEqual(floor);
      }),
    ));

  it("refuse an order when the pool has moved by one percent", () =>
    fc.assert(
      fc.property(cases, ({ pool, part }) => {
        const moved = { tao: pool.tao + pool.tao / 100n, alpha: pool.alpha };
        const paid = (pool.tao * part) / RAO;
        const { limitPrice } = quoteBuy(buy(pool, paid).trade, priceOf(pool), HALF_A_PERCENT);
        expect(priceOf(buy(moved, paid).after)).toBeGreaterThan(limitPrice);
      }),
    ));

  it("never promise more than the quote, nor more than the limit gives", () =>
    fc.assert(
      fc.property(cases, fc.bigInt(0n, 50n * RAO), ({ pool, part }, tolerance) => {
        const { trade } = buy(pool, (pool.tao * part) / RAO);
        const { atLeast, limitPrice } = quoteBuy(trade, priceOf(pool), tolerance);
        expect(atLeast).toBeLessThanOrEqual(trade.received);
        expect(atLeast * limitPrice).toBeLessThanOrEqual(trade.paid * RAO);
        const sold = sell(pool, (pool.alpha * part) / RAO).trade;
        const quote = quoteSell(sold, priceOf(pool), tolerance);
        expect(quote.atLeast).toBeLessThanOrEqual(sold.received);
      }),
    ));

  it("are one to one on the root network, and take the fee off first", () => {
    const root = { paid: 10n * RAO, fee: 0n, received: 10n * RAO, slippage: 0n };
    expect(quoteBuy(root, RAO, HALF_A_PERCENT)).toEqual({
      limitPrice: 1_005_000_000n,
      atLeast: 9_950_248_756n,
      slippagePercent: 0,
    });
    expect(quoteSell(root, RAO, HALF_A_PERCENT)).toEqual({
      limitPrice: 995_000_000n,
      atLeast: 9_950_000_000n,
      slippagePercent: 0,
    });
    expect(quoteBuy({ ...root, paid: 11n * RAO, fee: RAO }, RAO, HALF_A_PERCENT).limitPrice).toBe(1_005_000_000n);
  });

  it("says what the order's own size costs", () => {
    expect(quoteBuy({ paid: 100n, fee: 0n, received: 9_979n, slippage: 21n }, 10_000_000n, 0n).slippagePercent).toBe(
      0.21,
    );
  });
});
