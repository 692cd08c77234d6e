import { dissolutionShares } from "@taostack/incentive";
import type { Context } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { events } from "../events.js";
import { add, min, minus } from "../saturating.js";
import { stakeOf } from "../staking/shares.js";
import { storage } from "../storage/index.js";
import { moveTao, recycleTao, spendable } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";
import { clearSubnet } from "./clear-subnet.js";
import { ensureSubnet } from "./networks.js";

interface Claim {
  readonly coldkey: AccountId;
  /** Alpha. */
  readonly stake: bigint;
}

/** Removes a subnet: its pool's TAO goes to the stakers, what is left is recycled, and its storage is cleared. */
export function dissolveNetwork(ctx: Context, netuid: number): void {
  ensureSubnet(ctx, netuid);
  forgetRootClaims(ctx, netuid);
  payStakers(ctx, netuid);
  const account = subnetAccount(netuid);
  recycleTao(ctx, account, spendable(ctx, account));
  clearSubnet(ctx, netuid);
  storage.TotalNetworks.mutate(ctx, (count) => count - 1);
  ctx.emit(events.make.NetworkRemoved(netuid));
}

function forgetRootClaims(ctx: Context, netuid: number): void {
  for (const [[hotkey], rates] of storage.RootClaimable.entries(ctx)) {
    const others = rates.filter(([subnet]) => subnet !== netuid);
    if (others.length < rates.length) storage.RootClaimable.put(ctx, hotkey, others);
  }
  storage.RootClaimed.clear(ctx, netuid);
}

/** The protocol has a claim as well, for the alpha that it bought and that of the pool; nobody is paid for it. */
function payStakers(ctx: Context, netuid: number): void {
  const pot = storage.SubnetTAO.get(ctx, netuid);
  const claims = claimsOn(ctx, netuid);
  const shares = dissolutionShares(pot, [...claims.map(({ stake }) => stake), protocolClaim(ctx, netuid)]);
  storage.TotalStake.mutate(ctx, minus(pot));
  for (const [index, { coldkey }] of claims.entries()) {
    const account = subnetAccount(netuid);
    moveTao(ctx, account, coldkey, min(shares[index] ?? 0n, spendable(ctx, account)));
  }
}

/** In storage order of hotkeys, then coldkeys. */
const claimsOn = (ctx: Context, netuid: number): Claim[] =>
  storage.AlphaV2.keys(ctx)
    .filter(([, , subnet]) => subnet === netuid)
    .map(([hotkey, coldkey]) => ({ coldkey, stake: stakeOf(ctx, hotkey, coldkey, netuid) }));

function protocolClaim(ctx: Context, netuid: number): bigint {
  const bought = storage.SubnetProtocolAlpha.get(ctx, netuid);
  const afterDeployment = storage.NetworkRegisteredAt.get(ctx, netuid) > storage.TaoInRefundDeploymentBlock.get(ctx);
  return afterDeployment ? add(bought, storage.SubnetAlphaIn.get(ctx, netuid)) : bought;
}
