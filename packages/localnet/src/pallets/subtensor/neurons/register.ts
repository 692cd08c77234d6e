import { immortalUids, pruneCandidate } from "@taostack/incentive";
import { type Context, ensure, fail, type ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { becomeDelegate, claimHotkey } from "../accounts/hotkeys.js";
import { ownerUid } from "../epoch/epoch-input.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnet, ROOT } from "../networks/networks.js";
import { minus, plus } from "../saturating.js";
import { buyAlpha, recordUserFlow } from "../staking/pool.js";
import { storage } from "../storage/index.js";
import { moveUpTo, spendable } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";
import { raiseBurnPrice } from "./burn-price.js";
import { appendNeuron, replaceNeuron } from "./uids.js";

export interface Registration {
  readonly coldkey: AccountId;
  readonly hotkey: AccountId;
  readonly netuid: number;
  /** The most that the registration may cost, in rao. */
  readonly limit?: bigint;
}

/** Registers a hotkey on a subnet at the present price. The TAO buys alpha, which is recycled. Returns the uid. */
export function registerNeuron(ctx: Context, { coldkey, hotkey, netuid, limit }: Registration): number {
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet);
  ensureSubnet(ctx, netuid);
  const price = storage.Burn.get(ctx, netuid);
  ensure(limit === undefined || price <= limit, errors.RegistrationPriceLimitExceeded);
  ensure(storage.NetworkRegistrationAllowed.get(ctx, netuid), errors.SubNetRegistrationDisabled);
  ensure(!storage.Uids.has(ctx, netuid, hotkey), errors.HotKeyAlreadyRegisteredInSubNet);
  ensure(spendable(ctx, coldkey) >= price, errors.NotEnoughBalanceToStake);
  claimHotkey(ctx, coldkey, hotkey);
  ensure(freeUid(ctx, netuid) !== undefined, errors.NoNeuronIdAvailable);

  const paid = moveUpTo(ctx, coldkey, subnetAccount(netuid), price);
  const { paidOut } = buyAlpha(ctx, netuid, paid);
  storage.SubnetAlphaOut.mutate(ctx, netuid, minus(paidOut));
  becomeDelegate(ctx, hotkey);
  const uid = takeUid(ctx, netuid, hotkey);
  raiseBurnPrice(ctx, netuid);
  storage.RegistrationsThisBlock.mutate(ctx, netuid, (count) => count + 1);
  storage.RAORecycledForRegistration.mutate(ctx, netuid, plus(price));
  recordUserFlow(ctx, netuid, paid);
  ctx.emit(events.make.NeuronRegistered([netuid, uid, hotkey]));
  return uid;
}

/** The uid that the next newcomer gets: the next one, or on a full subnet that of the weakest neuron. */
export function freeUid(at: ReadContext, netuid: number): number | undefined {
  const n = storage.SubnetworkN.get(at, netuid);
  return n < storage.MaxAllowedUids.get(at, netuid) ? n : prunableUid(at, netuid);
}

function takeUid(ctx: Context, netuid: number, hotkey: AccountId): number {
  const uid = freeUid(ctx, netuid) ?? fail(errors.NoNeuronIdAvailable);
  if (uid === storage.SubnetworkN.get(ctx, netuid)) return appendNeuron(ctx, netuid, hotkey);
  replaceNeuron(ctx, netuid, uid, hotkey);
  return uid;
}

/** Gives a hotkey a uid for nothing, unless it has one. Whether it has one now. */
export function seatWithoutPrice(ctx: Context, netuid: number, hotkey: AccountId): boolean {
  if (storage.Uids.has(ctx, netuid, hotkey)) return true;
  if (freeUid(ctx, netuid) === undefined) return false;
  ctx.emit(events.make.NeuronRegistered([netuid, takeUid(ctx, netuid, hotkey), hotkey]));
  return true;
}

function prunableUid(at: ReadContext, netuid: number): number | undefined {
  const n = storage.SubnetworkN.get(at, netuid);
  const blockAtRegistration = Array.from({ length: n }, (_, uid) =>
    Number(storage.BlockAtRegistration.get(at, netuid, uid)),
  );
  const immortal = immortalUids({
    ownerUids: ownerUids(at, netuid),
    blockAtRegistration,
    ownerHotkeyUid: ownerUid(at, netuid),
    limit: storage.ImmuneOwnerUidsLimit.get(at, netuid),
  });
  return pruneCandidate({
    emission: storage.Emission.get(at, netuid),
    blockAtRegistration,
    immortal,
    currentBlock: at.blockNumber,
    immunityPeriod: storage.ImmunityPeriod.get(at, netuid),
    minNonImmuneUids: storage.MinNonImmuneUids.get(at, netuid),
  });
}

/** Uids of the hotkeys of the subnet's owner. */
export const ownerUids = (at: ReadContext, netuid: number): number[] =>
  storage.OwnedHotkeys.get(at, storage.SubnetOwner.get(at, netuid)).flatMap(
    (hotkey) => storage.Uids.get(at, netuid, hotkey) ?? [],
  );
