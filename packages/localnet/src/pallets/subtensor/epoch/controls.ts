import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { kindLimitPassed, stampKind } from "../accounts/rate-limits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureAdminWindowOpen, ensureOwnerMayUpdate, stampOwnerUpdate } from "../networks/admin-window.js";
import { ensureSubnetOwnerOrRoot } from "../networks/networks.js";
import { storage } from "../storage/index.js";

const MIN_TEMPO = 360;
const MAX_TEMPO = 50_400;
const TEMPO_UPDATE_LIMIT = 360n;

/** Sets how many blocks an epoch lasts, and starts a new one. */
export function setTempo(ctx: Context, netuid: number, tempo: number): void {
  storage.Tempo.put(ctx, netuid, tempo);
  storage.LastEpochBlock.put(ctx, netuid, BigInt(ctx.blockNumber));
  ctx.emit(events.make.TempoSet([netuid, tempo]));
}

/** @throws TempoOutOfBounds, AdminActionProhibitedDuringWeightsWindow, TxRateLimitExceeded. */
export function setTempoByOwner(ctx: Context, owner: AccountId, netuid: number, tempo: number): void {
  ensure(tempo >= MIN_TEMPO && tempo <= MAX_TEMPO, errors.TempoOutOfBounds);
  ensureAdminWindowOpen(ctx, netuid);
  ensure(kindLimitPassed(ctx, owner, netuid, "TempoUpdate", TEMPO_UPDATE_LIMIT), errors.TxRateLimitExceeded);
  stampKind(ctx, owner, netuid, "TempoUpdate");
  setTempo(ctx, netuid, tempo);
}

const MIN_CUTOFF_FACTOR = 1000;
const MAX_CUTOFF_FACTOR = 50_000;

/** @param factor - Thousandths of a tempo. @throws ActivityCutoffFactorMilliOutOfBounds. */
export function setActivityCutoffFactor(ctx: Context, netuid: number, factor: number): void {
  const owner = ensureSubnetOwnerOrRoot(ctx, netuid);
  const inBounds = factor >= MIN_CUTOFF_FACTOR && factor <= MAX_CUTOFF_FACTOR;
  ensure(inBounds, errors.ActivityCutoffFactorMilliOutOfBounds);
  ensureAdminWindowOpen(ctx, netuid);
  if (owner !== undefined) {
    ensureOwnerMayUpdate(ctx, netuid, "ActivityCutoffFactorMilli");
    stampOwnerUpdate(ctx, netuid, "ActivityCutoffFactorMilli");
  }
  storage.ActivityCutoffFactorMilli.put(ctx, netuid, factor);
  ctx.emit(events.make.ActivityCutoffFactorMilliSet({ netuid, factor_milli: factor }));
}

/** Asks for an epoch once the freeze window has passed. */
export function triggerEpoch(ctx: Context, owner: AccountId, netuid: number): void {
  ensure(!storage.CommitRevealWeightsEnabled.get(ctx, netuid), errors.DynamicTempoBlockedByCommitReveal);
  ensure(storage.PendingEpochAt.get(ctx, netuid) === 0n, errors.EpochTriggerAlreadyPending);
  const window = BigInt(storage.AdminFreezeWindow.get(ctx));
  const automatic = storage.LastEpochBlock.get(ctx, netuid) + BigInt(storage.Tempo.get(ctx, netuid));
  const block = BigInt(ctx.blockNumber);
  ensure(automatic - block >= window, errors.AutoEpochAlreadyImminent);
  ensureOwnerMayUpdate(ctx, netuid, "TriggerEpoch");
  stampOwnerUpdate(ctx, netuid, "TriggerEpoch");
  const fires_at = block + window;
  storage.PendingEpochAt.put(ctx, netuid, fires_at);
  ctx.emit(events.make.EpochTriggered({ netuid, by: owner, fires_at }));
}
