import { defineRuntimeApi, method } from "../frame/index.js";
import { accountId, tuple, u64, u128, vec } from "../scale/index.js";

/**
 * Baskets of root stake came after this version of the chain, so nobody holds any. The newest client asks for them
 * before it shows a balance, and shows none without an answer.
 */
export const betaBasketApi = defineRuntimeApi({
  name: "BetaBasketRuntimeApi",
  version: 1,
  methods: {
    get_root_basket_owed: method({
      params: { coldkey: accountId },
      result: u64,
      docs: "Rao that a coldkey would get for its baskets now.",
      run: () => 0n,
    }),
    get_root_basket_positions: method({
      params: { coldkey: accountId },
      result: vec(tuple(accountId, u128, u64)),
      docs: "Hotkey, tokens and payout in rao of each basket that a coldkey holds.",
      run: () => [],
    }),
  },
});
