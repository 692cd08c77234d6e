import {
  blockEmission,
  type CoinbaseResult,
  type CoinbaseSubnet,
  coinbase,
  emitsToSubnet,
  MAX_SUPPLY,
} from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import { storage as balances } from "../../balances/storage.js";
import { swapStorage } from "../../swap/storage.js";
import { ROOT, subnetNetuids } from "../networks/networks.js";
import { min, minus, plus, sub } from "../saturating.js";
import { readPool, recordProtocolFlow } from "../staking/pool.js";
import { storage } from "../storage/index.js";
import { depositMinted } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";

/** Subnets that take part in the block's emission, in the order of the chain's map. */
export const emittingNetuids = (at: Readable): number[] =>
  subnetNetuids(at).filter((netuid) =>
    emitsToSubnet({
      firstEmissionBlock: firstEmissionBlock(at, netuid),
      subtokenEnabled: storage.SubtokenEnabled.get(at, netuid),
      networkRegistrationAllowed: storage.NetworkRegistrationAllowed.get(at, netuid),
    }),
  );

export function firstEmissionBlock(at: Readable, netuid: number): number | undefined {
  const block = storage.FirstEmissionBlockNumber.get(at, netuid);
  return block === undefined ? undefined : Number(block);
}

/** Mints the block's TAO: raises the issuance; accounts get it later. The supply never passes its maximum. */
export function mintBlockEmission(ctx: Context): bigint {
  const emission = blockEmission(storage.TotalIssuance.get(ctx));
  const minted = min(emission, sub(MAX_SUPPLY, balances.TotalIssuance.get(ctx)));
  storage.BlockEmission.put(ctx, emission);
  storage.TotalIssuance.mutate(ctx, plus(minted));
  return minted;
}

/** Gives the minted TAO to the pools and fills the pots of the subnets. What is left over is recycled. */
export function distributeBlockEmission(ctx: Context, minted: bigint): void {
  const { subnets, recycled } = coinbase({
    blockEmission: minted,
    rootTao: storage.SubnetTAO.get(ctx, ROOT),
    taoWeight: storage.TaoWeight.get(ctx),
    subnetOwnerCut: storage.SubnetOwnerCut.get(ctx),
    subnets: emittingNetuids(ctx).map((netuid) => coinbaseSubnet(ctx, netuid)),
  });
  for (const result of subnets) applyResult(ctx, result);
  storage.TotalIssuance.mutate(ctx, minus(recycled));
}

function coinbaseSubnet(at: Readable, netuid: number): CoinbaseSubnet {
  const { feeRate: _, ...pool } = readPool(at, netuid);
  return {
    netuid,
    ...pool,
    subnetAlphaOut: storage.SubnetAlphaOut.get(at, netuid),
    movingPrice: storage.SubnetMovingPrice.get(at, netuid),
    minerBurned: storage.MinerBurned.get(at, netuid),
    subnetEmissionEnabled: storage.SubnetEmissionEnabled.get(at, netuid),
    ownerCutEnabled: storage.OwnerCutEnabled.get(at, netuid),
  };
}

function applyResult(ctx: Context, result: CoinbaseResult): void {
  const { netuid, pendingAdded } = result;
  depositMinted(ctx, subnetAccount(netuid), result.taoMoved);
  storage.SubnetTAO.put(ctx, netuid, result.subnetTao);
  storage.SubnetAlphaIn.put(ctx, netuid, result.subnetAlphaIn);
  storage.SubnetAlphaOut.put(ctx, netuid, result.subnetAlphaOut);
  swapStorage.SwapBalancer.put(ctx, netuid, { quote: result.quoteWeight });
  storage.SubnetTaoInEmission.put(ctx, netuid, result.subnetTaoInEmission);
  storage.SubnetAlphaInEmission.put(ctx, netuid, result.subnetAlphaInEmission);
  storage.SubnetAlphaOutEmission.put(ctx, netuid, result.subnetAlphaOutEmission);
  storage.SubnetExcessTao.put(ctx, netuid, result.subnetExcessTao);
  storage.SubnetProtocolAlpha.mutate(ctx, netuid, plus(result.protocolAlphaAdded));
  storage.TotalStake.mutate(ctx, plus(result.totalStakeAdded));
  storage.SubnetVolume.mutate(ctx, netuid, (volume) => volume + result.volumeAdded);
  recordProtocolFlow(ctx, netuid, result.subnetTaoInEmission + result.subnetExcessTao);
  storage.PendingServerEmission.mutate(ctx, netuid, plus(pendingAdded.server));
  storage.PendingValidatorEmission.mutate(ctx, netuid, plus(pendingAdded.validator));
  storage.PendingRootAlphaDivs.mutate(ctx, netuid, plus(pendingAdded.rootAlpha));
  storage.PendingOwnerCut.mutate(ctx, netuid, plus(pendingAdded.ownerCut));
}
