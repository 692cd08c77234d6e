import { isAdminWindowOpen } from "@taostack/incentive";
import { type Context, ensure, type ReadContext } from "../../../frame/index.js";
import { keyLimitPassed, stampKey } from "../accounts/rate-limits.js";
import { scheduleOf } from "../epoch/schedule.js";
import { errors } from "../errors.js";
import { storage } from "../storage/index.js";
import type { HyperparameterName, RateLimitKey } from "../types.js";

/** @throws AdminActionProhibitedDuringWeightsWindow shortly before an epoch. */
export function ensureAdminWindowOpen(at: ReadContext, netuid: number): void {
  const open = isAdminWindowOpen(scheduleOf(at, netuid), at.blockNumber, storage.AdminFreezeWindow.get(at));
  ensure(open, errors.AdminActionProhibitedDuringWeightsWindow);
}

const updateKey = (netuid: number, name: HyperparameterName): RateLimitKey => ({
  type: "OwnerHyperparamUpdate",
  value: [netuid, { type: name }],
});

/** An owner may change each parameter once in so many tempos. @throws TxRateLimitExceeded. */
export function ensureOwnerMayUpdate(at: ReadContext, netuid: number, name: HyperparameterName): void {
  const epochs = storage.OwnerHyperparamRateLimit.get(at);
  const limit = BigInt(epochs * storage.Tempo.get(at, netuid));
  ensure(keyLimitPassed(at, updateKey(netuid, name), limit), errors.TxRateLimitExceeded);
}

export const stampOwnerUpdate = (ctx: Context, netuid: number, name: HyperparameterName): void =>
  stampKey(ctx, updateKey(netuid, name));
