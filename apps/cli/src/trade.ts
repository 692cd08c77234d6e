import { RAO_PER_TAO, type Rao, rao } from "@taostack/primitives";

/** One side of a pool's answer to "what would this order give now", in rao. */
export interface SimulatedTrade {
  /** What goes in, the fee included. */
  readonly paid: bigint;
  /** Of what goes in. */
  readonly fee: bigint;
  readonly received: bigint;
  /** What the order's own size costs, in what comes out. */
  readonly slippage: bigint;
}

export interface Quote {
  /** Worst price, in rao for one alpha, at which the chain may finish the order. */
  readonly limitPrice: Rao;
  /** The order gives at least this, or does not happen. */
  readonly atLeast: Rao;
  /** `0.21`: percent lost to the order's own size. */
  readonly slippagePercent: number;
}

/** 100 % in the unit of tolerances: a percent with nine decimals. */
const WHOLE = 100n * RAO_PER_TAO;

/**
 * A limit for buying alpha. The chain compares the pool's price after the order with the limit, so the limit is the price that the
 * order itself leads to (its average squared over the price now, as in a constant-product pool), and the tolerance on top.
 * @param price - Rao for one alpha now.
 * @param tolerance - How much worse the price may get until the order is in a block: percent, times 10^9.
 */
export function quoteBuy(trade: SimulatedTrade, price: bigint, tolerance: bigint): Quote {
  const paid = trade.paid - trade.fee;
  const average = divideUp(paid * RAO_PER_TAO, trade.received);
  const limitPrice = divideUp(divideUp(average * average, price) * (WHOLE + tolerance), WHOLE);
  return quote(trade, limitPrice, (paid * RAO_PER_TAO) / limitPrice);
}

/** The same for selling alpha, where a lower price is worse. */
export function quoteSell(trade: SimulatedTrade, price: bigint, tolerance: bigint): Quote {
  const paid = trade.paid - trade.fee;
  const average = (trade.received * RAO_PER_TAO) / paid;
  const limitPrice = (((average * average) / price) * (WHOLE - tolerance)) / WHOLE;
  return quote(trade, limitPrice, (paid * limitPrice) / RAO_PER_TAO);
}

function quote({ received, slippage }: SimulatedTrade, limitPrice: bigint, atLeast: bigint): Quote {
  const whole = received + slippage;
  const slippagePercent = whole === 0n ? 0 : Number((slippage * 1_000_000n) / whole) / 10_000;
  return { limitPrice: rao(limitPrice), atLeast: rao(atLeast < received ? atLeast : received), slippagePercent };
}

const divideUp = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
