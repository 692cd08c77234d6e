import { firstEpochBlock, initialPool, medianPrice, subnetToDissolve } from "@taostack/incentive";
import { type Context, ensure, fail, type ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { delegateRootStake } from "../accounts/auto-parents.js";
import { claimHotkey, hotkeyExists, ownsHotkey } from "../accounts/hotkeys.js";
import { keyLimitPassed, stampKey } from "../accounts/rate-limits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { appendNeuron } from "../neurons/uids.js";
import { plus, sub } from "../saturating.js";
import { spotPrice } from "../staking/pool.js";
import { storage } from "../storage/index.js";
import { moveUpTo, spendable } from "../tao/balances.js";
import { isSubnetAccount, subnetAccount } from "../tao/system-accounts.js";
import type { SubnetIdentityV3 } from "../types.js";
import { dissolveNetwork } from "./dissolve.js";
import { setSubnetIdentity } from "./identity.js";
import { networkLockCost } from "./lock-cost.js";
import { allNetuids, ROOT, subnetNetuids } from "./networks.js";
import { freeSymbol } from "./symbols.js";

const DYNAMIC_MECHANISM = 1;

/** @throws NetworkTxRateLimitExceeded: subnets may be created only so often, chain-wide. */
export function ensureCreationAllowed(at: ReadContext): void {
  const passed = keyLimitPassed(at, { type: "NetworkLastRegistered" }, storage.NetworkRateLimit.get(at));
  ensure(passed, errors.NetworkTxRateLimitExceeded);
}

/** Creates a subnet that the coldkey owns. The lock cost becomes its pool. Returns the netuid. */
export function createNetwork(
  ctx: Context,
  coldkey: AccountId,
  hotkey: AccountId,
  identity?: SubnetIdentityV3,
): number {
  checkCreation(ctx, coldkey, hotkey);
  const cost = networkLockCost(ctx);
  ensure(spendable(ctx, coldkey) >= cost, errors.CannotAffordLockCost);

  const netuid = freeNetuid(ctx);
  const price = medianPrice(subnetNetuids(ctx).map((existing) => spotPrice(ctx, existing)));
  setInitialValues(ctx, netuid);
  const locked = moveUpTo(ctx, coldkey, subnetAccount(netuid), cost);
  storage.NetworkLastLockCost.put(ctx, locked);
  stampKey(ctx, { type: "NetworkLastRegistered" });
  claimHotkey(ctx, coldkey, hotkey);
  appendNeuron(ctx, netuid, hotkey);
  storage.NetworkRegisteredAt.put(ctx, netuid, BigInt(ctx.blockNumber));
  storage.RegisteredSubnetCounter.mutate(ctx, netuid, (count) => count + 1n);
  storage.TokenSymbol.put(ctx, netuid, freeSymbol(ctx, netuid));
  fillPool(ctx, netuid, locked, price);
  storage.SubnetOwner.put(ctx, netuid, coldkey);
  storage.SubnetOwnerHotkey.put(ctx, netuid, hotkey);
  delegateRootStake(ctx, netuid, hotkey);
  ctx.emit(events.make.NetworkAdded([netuid, DYNAMIC_MECHANISM]));
  if (identity !== undefined) setSubnetIdentity(ctx, netuid, identity);
  storage.SubnetEmissionEnabled.put(ctx, netuid, false);
  return netuid;
}

function checkCreation(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  ensure(!hotkeyExists(ctx, hotkey) || ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey);
  ensure(!isSubnetAccount(ctx, hotkey), errors.CannotUseSystemAccount);
  const opened = BigInt(ctx.blockNumber) >= storage.NetworkRegistrationStartBlock.get(ctx);
  ensure(opened, errors.SubNetRegistrationDisabled);
  ensureCreationAllowed(ctx);
  ensure(!limitReached(ctx) || networkToPrune(ctx) !== undefined, errors.SubnetLimitReached);
}

const limitReached = (at: ReadContext): boolean => subnetNetuids(at).length >= storage.SubnetLimit.get(at);

/** The subnet that gives way to a new one: past immunity, with the lowest average price. */
export const networkToPrune = (at: ReadContext): number | undefined =>
  subnetToDissolve(
    subnetNetuids(at).map((netuid) => ({
      netuid,
      registeredAt: Number(storage.NetworkRegisteredAt.get(at, netuid)),
      movingPrice: storage.SubnetMovingPrice.get(at, netuid),
    })),
    at.blockNumber,
    Number(storage.NetworkImmunityPeriod.get(at)),
  );

/** The lowest free netuid; at the limit that of a subnet that is dissolved for it. */
function freeNetuid(ctx: Context): number {
  if (limitReached(ctx)) {
    const netuid = networkToPrune(ctx) ?? fail(errors.SubnetLimitReached);
    dissolveNetwork(ctx, netuid);
    return netuid;
  }
  const taken = new Set(allNetuids(ctx));
  let netuid = ROOT + 1;
  while (taken.has(netuid)) netuid += 1;
  return netuid;
}

/** What differs from the defaults of storage when a subnet begins. */
function setInitialValues(ctx: Context, netuid: number): void {
  const tempo = 360;
  storage.SubnetworkN.put(ctx, netuid, 0);
  storage.NetworksAdded.put(ctx, netuid, true);
  storage.TotalNetworks.mutate(ctx, (count) => count + 1);
  storage.SubnetMechanism.put(ctx, netuid, DYNAMIC_MECHANISM);
  storage.Tempo.put(ctx, netuid, tempo);
  storage.LastEpochBlock.put(ctx, netuid, BigInt(firstEpochBlock(netuid, tempo, ctx.blockNumber)));
  storage.NetworkRegistrationAllowed.put(ctx, netuid, true);
  storage.MaxAllowedUids.put(ctx, netuid, 256);
  storage.MaxAllowedValidators.put(ctx, netuid, 64);
  storage.MinAllowedWeights.put(ctx, netuid, 1);
  storage.ImmunityPeriod.put(ctx, netuid, 5000);
  storage.Yuma3On.put(ctx, netuid, true);
  storage.Burn.put(ctx, netuid, 1_000_000_000n);
  storage.SubtokenEnabled.put(ctx, netuid, false);
}

function fillPool(ctx: Context, netuid: number, locked: bigint, price: bigint): void {
  const { subnetTao, subnetAlphaIn } = initialPool(locked, storage.NetworkMinLockCost.get(ctx), price);
  storage.SubnetTAO.put(ctx, netuid, subnetTao);
  storage.SubnetAlphaIn.put(ctx, netuid, subnetAlphaIn);
  storage.SubnetAlphaOut.put(ctx, netuid, 0n);
  storage.SubnetLocked.put(ctx, netuid, locked);
  storage.LargestLocked.put(ctx, netuid, locked);
  storage.RAORecycledForRegistration.put(ctx, netuid, sub(locked, subnetTao));
  storage.TotalStake.mutate(ctx, plus(subnetTao));
}
