import { defineErrors } from "../../frame/index.js";

export const swapErrors = defineErrors(
  { name: "Swap", index: 28 },
  {
    FeeRateTooHigh: [0, "The fee rate is above its upper bound."],
    InsufficientInputAmount: [1, "The input is too small."],
    InsufficientLiquidity: [2, "The pool pays out more than it holds."],
    PriceLimitExceeded: [3, "The price is already beyond the limit."],
    InsufficientBalance: [4, "The balance does not cover the amount."],
    InvalidTickRange: [5, "The range of ticks is not valid."],
    InvalidLiquidityValue: [6, "The liquidity is not valid."],
    ReservesTooLow: [7, "The pool's reserves are too low to trade."],
    MechanismDoesNotExist: [8, "There is no such subnet."],
    SubtokenDisabled: [9, "The subnet's token is not enabled."],
    ReservesOutOfBalance: [10, "The pool's reserves are too far apart."],
    SwapInputTooLarge: [11, "The input is too large for the pool."],
    Deprecated: [12, "The call is no longer in use."],
  },
);
