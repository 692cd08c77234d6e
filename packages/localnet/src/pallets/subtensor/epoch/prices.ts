import { nextMovingPrice, rootProportion } from "@taostack/incentive";
import type { Context } from "../../../frame/index.js";
import { ROOT } from "../networks/networks.js";
import { spotPrice } from "../staking/pool.js";
import { storage } from "../storage/index.js";
import { firstEmissionBlock } from "./coinbase.js";

/** Moves the average price of a subnet that emits. */
export function updateMovingPrice(ctx: Context, netuid: number): void {
  const first = firstEmissionBlock(ctx, netuid);
  if (first === undefined) return;
  const next = nextMovingPrice({
    movingPrice: storage.SubnetMovingPrice.get(ctx, netuid),
    spotPrice: spotPrice(ctx, netuid),
    firstEmissionBlock: first,
    currentBlock: ctx.blockNumber,
    movingAlpha: storage.SubnetMovingAlpha.get(ctx),
    halvingBlocks: storage.EMAPriceHalvingBlocks.get(ctx, netuid),
  });
  storage.SubnetMovingPrice.put(ctx, netuid, next);
}

/** Notes root's part of a subnet. */
export function updateRootProportion(ctx: Context, netuid: number): void {
  const proportion = rootProportion({
    rootTao: storage.SubnetTAO.get(ctx, ROOT),
    taoWeight: storage.TaoWeight.get(ctx),
    alphaIssuance: storage.SubnetAlphaIn.get(ctx, netuid) + storage.SubnetAlphaOut.get(ctx, netuid),
  });
  storage.RootProp.put(ctx, netuid, proportion);
}
