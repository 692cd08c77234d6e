import { type Context, DispatchFailure } from "../../../frame/index.js";
import type { AccountId, ValueOf } from "../../../scale/index.js";
import { events } from "../events.js";
import { moveStake } from "../staking/transition.js";
import { storage } from "../storage/index.js";
import type { subnetLease } from "../types.js";

type Lease = ValueOf<typeof subnetLease>;

/** Dividends are handed out in blocks whose number is a multiple of this. */
const INTERVAL = 100;

/** Puts the contributors' part of an owner's cut aside, and hands it out when it is time. The cut is staked already. */
export function distributeLeaseDividends(ctx: Context, netuid: number, ownerCut: bigint): void {
  const id = storage.SubnetUidToLeaseId.get(ctx, netuid);
  const lease = id === undefined ? undefined : storage.SubnetLeases.get(ctx, id);
  if (id === undefined || lease === undefined) return;
  if (lease.end_block !== undefined && lease.end_block <= ctx.blockNumber) return;
  // Rounded up, in favour of the contributors.
  const cut = (ownerCut * BigInt(lease.emissions_share) + 99n) / 100n;
  const total = storage.AccumulatedLeaseDividends.get(ctx, id) + cut;
  storage.AccumulatedLeaseDividends.put(ctx, id, total);
  if (ctx.blockNumber % INTERVAL !== 0) return;
  try {
    ctx.transactional(() => handOut(ctx, id, lease, total));
  } catch (error) {
    // Too little to move: it waits with the next.
    if (!(error instanceof DispatchFailure)) throw error;
  }
}

function handOut(ctx: Context, id: number, lease: Lease, total: bigint): void {
  let left = total;
  for (const [[, contributor], share] of storage.SubnetLeaseShares.entries(ctx, id)) {
    const alpha = (share * total + (1n << 64n) - 1n) >> 64n;
    give(ctx, id, lease, contributor, alpha);
    left -= alpha;
  }
  give(ctx, id, lease, lease.beneficiary, left > 0n ? left : 0n);
  storage.AccumulatedLeaseDividends.put(ctx, id, 0n);
}

function give(ctx: Context, lease_id: number, lease: Lease, contributor: AccountId, alpha: bigint): void {
  const { hotkey, netuid } = lease;
  const from = { coldkey: lease.coldkey, hotkey, netuid };
  moveStake(ctx, { from, to: { coldkey: contributor, hotkey, netuid }, amount: alpha });
  ctx.emit(events.make.SubnetLeaseDividendsDistributed({ lease_id, contributor, alpha }));
}
