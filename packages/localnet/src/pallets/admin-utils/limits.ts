import { type Context, ensure } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { ownsHotkey } from "../subtensor/accounts/hotkeys.js";
import { keyLimitPassed, kindLimitPassed, stampKey, stampKind } from "../subtensor/accounts/rate-limits.js";
import { errors as subtensorErrors } from "../subtensor/errors.js";
import { events as subtensor } from "../subtensor/events.js";
import { setSubnetOwnerHotkey } from "../subtensor/locks/owner-hotkey.js";
import { storage } from "../subtensor/storage/index.js";
import type { RateLimitKey } from "../subtensor/types.js";
import { errors } from "./errors.js";

/** Uids of all mechanisms of a subnet together. */
const MAX_UIDS = 256;
const OWNER_HOTKEY_LIMIT = 50_400n;

/** Bounds of `MaxAllowedUids`. */
export function checkMaxUids(ctx: Context, netuid: number, maxUids: number): void {
  ensure(maxUids >= storage.MinAllowedUids.get(ctx, netuid), errors.MaxAllowedUidsLessThanMinAllowedUids);
  ensure(maxUids >= storage.SubnetworkN.get(ctx, netuid), errors.MaxAllowedUIdsLessThanCurrentUIds);
  ensure(maxUids <= MAX_UIDS, errors.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids);
  const all = maxUids * storage.MechanismCountCurrent.get(ctx, netuid);
  ensure(all <= MAX_UIDS, subtensorErrors.TooManyUIDsPerMechanism);
}

/** An owner may change the version of weights once in so many tempos. */
export function limitVersionKey(ctx: Context, owner: AccountId, netuid: number): void {
  const limit = BigInt(storage.Tempo.get(ctx, netuid)) * storage.WeightsVersionKeyRateLimit.get(ctx);
  const passed = kindLimitPassed(ctx, owner, netuid, "SetWeightsVersionKey", limit);
  ensure(passed, subtensorErrors.TxRateLimitExceeded);
  stampKind(ctx, owner, netuid, "SetWeightsVersionKey");
}

/** The owner hotkey has to be one of the owner's. */
export function setOwnerHotkey(ctx: Context, netuid: number, hotkey: AccountId): void {
  const key: RateLimitKey = { type: "SetSNOwnerHotkey", value: netuid };
  const owned = ownsHotkey(ctx, storage.SubnetOwner.get(ctx, netuid), hotkey);
  ensure(owned, subtensorErrors.NonAssociatedColdKey);
  ensure(keyLimitPassed(ctx, key, OWNER_HOTKEY_LIMIT), subtensorErrors.TxRateLimitExceeded);
  stampKey(ctx, key);
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
  ctx.emit(subtensor.make.SubnetOwnerHotkeySet([netuid, hotkey]));
}
