import type { Context } from "../../frame/index.js";
import { applyPendingChildren } from "./accounts/children.js";
import { distributeBlockEmission, emittingNetuids, mintBlockEmission } from "./epoch/coinbase.js";
import { drainPending } from "./epoch/drain.js";
import { payOut } from "./epoch/payout.js";
import { updateMovingPrice, updateRootProportion } from "./epoch/prices.js";
import { runEpoch } from "./epoch/run-epoch.js";
import { subnetNetuids } from "./networks/networks.js";
import { decayBurnPrices } from "./neurons/burn-price.js";
import { claimAutomatically } from "./root/automatic-claims.js";
import { storage } from "./storage/index.js";
import { updateVotingPower } from "./voting-power/tracking.js";
import { revealTimelocked } from "./weights/timelocked.js";

/** What happens at the start of every block, in the chain's order, before any transaction. */
export function blockStep(ctx: Context): void {
  decayBurnPrices(ctx);
  revealTimelocked(ctx);
  distributeBlockEmission(ctx, mintBlockEmission(ctx));
  runDueEpochs(ctx);
  const emitting = emittingNetuids(ctx);
  for (const netuid of emitting) updateMovingPrice(ctx, netuid);
  for (const netuid of emitting) updateRootProportion(ctx, netuid);
  for (const netuid of subnetNetuids(ctx)) {
    if (storage.LastEpochBlock.get(ctx, netuid) === BigInt(ctx.blockNumber)) applyPendingChildren(ctx, netuid);
  }
  claimAutomatically(ctx);
}

function runDueEpochs(ctx: Context): void {
  for (const subnet of drainPending(ctx)) {
    const { server, validator, rootAlpha } = subnet.pending;
    const emissions = runEpoch(ctx, subnet.netuid, server + validator + rootAlpha);
    updateVotingPower(ctx, subnet.netuid);
    payOut(ctx, subnet, emissions);
    storage.LastMechansimStepBlock.put(ctx, subnet.netuid, BigInt(ctx.blockNumber));
  }
}
