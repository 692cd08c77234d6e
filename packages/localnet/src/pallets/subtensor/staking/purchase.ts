import { priceLimit } from "@taostack/incentive";
import { type Context, ensure } from "../../../frame/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ROOT } from "../networks/networks.js";
import { forgoPastDividends } from "../root/claims.js";
import { indexColdkey } from "../root/coldkey-index.js";
import { storage } from "../storage/index.js";
import { moveTao, moveUpTo } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";
import type { Execution } from "./orders.js";
import { buyAlpha, recordUserFlow } from "./pool.js";
import { increaseStake } from "./shares.js";

/** Carries out a purchase that was checked: alpha is bought and credited, the fee goes to the author. Returns the alpha. */
export function stakeInto(ctx: Context, order: Execution): bigint {
  const { coldkey, hotkey, netuid, limit, dropFees = false } = order;
  const account = subnetAccount(netuid);
  const tao = moveUpTo(ctx, coldkey, account, order.amount);
  const options = limit === undefined ? { dropFees } : { dropFees, priceLimit: priceLimit(limit) };
  const { paidIn, paidOut, fee } = buyAlpha(ctx, netuid, tao, options);
  ensure(paidOut > 0n, errors.AmountTooLow);
  increaseStake(ctx, hotkey, coldkey, netuid, paidOut);
  moveTao(ctx, account, ctx.author, fee);
  recordUserFlow(ctx, netuid, paidIn);
  storage.LastColdkeyHotkeyStakeBlock.put(ctx, coldkey, hotkey, BigInt(ctx.blockNumber));
  if (netuid === ROOT) {
    forgoPastDividends(ctx, hotkey, coldkey, paidOut);
    indexColdkey(ctx, coldkey);
  }
  ctx.emit(events.make.StakeAdded([coldkey, hotkey, tao, paidOut, netuid, fee]));
  return paidOut;
}
