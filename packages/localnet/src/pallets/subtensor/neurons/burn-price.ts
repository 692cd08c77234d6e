import { type BurnRule, decayBurn, isEpochDue, raiseBurn } from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import { scheduleOf } from "../epoch/schedule.js";
import { allNetuids, ROOT } from "../networks/networks.js";
import { storage } from "../storage/index.js";

const ruleOf = (at: Readable, netuid: number): BurnRule => ({
  minBurn: storage.MinBurn.get(at, netuid),
  maxBurn: storage.MaxBurn.get(at, netuid),
  burnHalfLife: storage.BurnHalfLife.get(at, netuid),
  burnIncreaseMult: storage.BurnIncreaseMult.get(at, netuid),
});

/** The price of a uid after one more registration. */
export const raiseBurnPrice = (ctx: Context, netuid: number): void =>
  storage.Burn.mutate(ctx, netuid, (burn) => raiseBurn(burn, ruleOf(ctx, netuid)));

/** At the start of each block: prices fall, and registrations are counted anew. */
export function decayBurnPrices(ctx: Context): void {
  for (const netuid of allNetuids(ctx)) {
    const rule = ruleOf(ctx, netuid);
    // Block 1 only keeps the price within its bounds.
    const halfLife = ctx.blockNumber > 1 ? rule.burnHalfLife : 0;
    storage.Burn.mutate(ctx, netuid, (burn) => decayBurn(burn, { ...rule, burnHalfLife: halfLife }));
    storage.RegistrationsThisBlock.put(ctx, netuid, 0);
  }
  if (isEpochDue(scheduleOf(ctx, ROOT), ctx.blockNumber)) storage.RegistrationsThisInterval.put(ctx, ROOT, 0);
}
