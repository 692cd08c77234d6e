import { nextVotingPower, VOTING_POWER_ONE } from "@taostack/incentive";
import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { hotkeysOf } from "../neurons/uids.js";
import { inheritedStakes, stakeWeight } from "../staking/stake-weight.js";
import { storage } from "../storage/index.js";

/** Blocks from the wish to stop until it stops: 14 days. */
const GRACE_PERIOD = 100_800n;

/** Begins to follow voting power, or withdraws the wish to stop. */
export function enableTracking(ctx: Context, netuid: number): void {
  storage.VotingPowerTrackingEnabled.put(ctx, netuid, true);
  storage.VotingPowerDisableAtBlock.remove(ctx, netuid);
  ctx.emit(events.make.VotingPowerTrackingEnabled({ netuid }));
}

/** Asks that voting power be followed no more; the first epoch after the grace period ends it. */
export function scheduleTrackingEnd(ctx: Context, netuid: number): void {
  ensure(storage.VotingPowerTrackingEnabled.get(ctx, netuid), errors.VotingPowerTrackingNotEnabled);
  const disable_at_block = BigInt(ctx.blockNumber) + GRACE_PERIOD;
  storage.VotingPowerDisableAtBlock.put(ctx, netuid, disable_at_block);
  ctx.emit(events.make.VotingPowerTrackingDisableScheduled({ netuid, disable_at_block }));
}

export function setEmaAlpha(ctx: Context, netuid: number, alpha: bigint): void {
  ensure(alpha <= VOTING_POWER_ONE, errors.InvalidVotingPowerEmaAlpha);
  storage.VotingPowerEmaAlpha.put(ctx, netuid, alpha);
  ctx.emit(events.make.VotingPowerEmaAlphaSet({ netuid, alpha }));
}

/** After an epoch: each hotkey with a validator permit gets its new average, all others none. */
export function updateVotingPower(ctx: Context, netuid: number): void {
  if (!storage.VotingPowerTrackingEnabled.get(ctx, netuid)) return;
  const end = storage.VotingPowerDisableAtBlock.get(ctx, netuid);
  if (end > 0n && BigInt(ctx.blockNumber) >= end) endTracking(ctx, netuid);
  else updateAll(ctx, netuid);
}

function endTracking(ctx: Context, netuid: number): void {
  storage.VotingPower.clear(ctx, netuid);
  storage.VotingPowerTrackingEnabled.put(ctx, netuid, false);
  storage.VotingPowerDisableAtBlock.remove(ctx, netuid);
  ctx.emit(events.make.VotingPowerTrackingDisabled({ netuid }));
}

function updateAll(ctx: Context, netuid: number): void {
  const permits = storage.ValidatorPermit.get(ctx, netuid);
  const validators = new Set(hotkeysOf(ctx, netuid).filter((_, uid) => permits[uid]));
  for (const [, hotkey] of storage.VotingPower.keys(ctx, netuid)) {
    if (!validators.has(hotkey)) storage.VotingPower.remove(ctx, netuid, hotkey);
  }
  for (const hotkey of validators) updateOne(ctx, netuid, hotkey);
}

function updateOne(ctx: Context, netuid: number, hotkey: AccountId): void {
  const power = nextVotingPower({
    stake: stakeWeight(ctx, inheritedStakes(ctx, hotkey, netuid)),
    previous: storage.VotingPower.get(ctx, netuid, hotkey),
    emaAlpha: storage.VotingPowerEmaAlpha.get(ctx, netuid),
    stakeThreshold: storage.StakeThreshold.get(ctx),
  });
  if (power === 0n) storage.VotingPower.remove(ctx, netuid, hotkey);
  else storage.VotingPower.put(ctx, netuid, hotkey, power);
}
