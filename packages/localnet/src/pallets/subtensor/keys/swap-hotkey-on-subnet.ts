import type { Context, StorageItem } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { addStakingHotkey } from "../accounts/hotkeys.js";
import { moveHotkeyLocks } from "../locks/owner-hotkey.js";
import { ROOT } from "../networks/networks.js";
import { indicesOf } from "../neurons/uids.js";
import { plus } from "../saturating.js";
import { decreaseStake, increaseStake, stakeOf } from "../staking/shares.js";
import { storage } from "../storage/index.js";
import { swapFamily } from "./swap-family.js";
import type { HotkeySwap } from "./swap-hotkey.js";

/** Puts the new hotkey in the place of the old one on one subnet. */
export function swapOnSubnet(ctx: Context, { old, next, keepStake }: HotkeySwap, netuid: number): void {
  moveNeuron(ctx, old, next, netuid);
  swapFamily(ctx, old, next, netuid);
  moveAutoStakes(ctx, old, next, netuid);
  moveHotkeyLocks(ctx, netuid, old, next);
  if (keepStake) return;
  moveRecords(ctx, old, next, netuid);
  if (netuid === ROOT) moveClaims(ctx, old, next);
  moveStakes(ctx, old, next, netuid);
}

/** A map whose last key is the hotkey. */
type ByHotkey<T> = StorageItem<[number, AccountId], T, T | undefined>;

function moveEntry<T>(ctx: Context, item: ByHotkey<T>, index: number, old: AccountId, next: AccountId): void {
  const stored = item.take(ctx, index, old);
  if (stored !== undefined) item.put(ctx, index, next, stored);
}

function moveNeuron(ctx: Context, old: AccountId, next: AccountId, netuid: number): void {
  if (!storage.IsNetworkMember.get(ctx, old, netuid)) return;
  storage.IsNetworkMember.remove(ctx, old, netuid);
  storage.IsNetworkMember.put(ctx, next, netuid, true);
  const uid = storage.Uids.take(ctx, netuid, old);
  if (uid !== undefined) {
    storage.Uids.put(ctx, netuid, next, uid);
    storage.Keys.put(ctx, netuid, uid, next);
  }
  moveEntry(ctx, storage.Axons, netuid, old, next);
  moveEntry(ctx, storage.Prometheus, netuid, old, next);
  moveEntry(ctx, storage.NeuronCertificates, netuid, old, next);
  for (const index of indicesOf(ctx, netuid)) moveEntry(ctx, storage.WeightCommits, index, old, next);
  const loaded = storage.LoadedEmission.get(ctx, netuid);
  if (loaded === undefined) return;
  const renamed = loaded.map(([hotkey, ...rest]): (typeof loaded)[number] => [hotkey === old ? next : hotkey, ...rest]);
  storage.LoadedEmission.put(ctx, netuid, renamed);
}

function moveAutoStakes(ctx: Context, old: AccountId, next: AccountId, netuid: number): void {
  if (!storage.AutoStakeDestinationColdkeys.has(ctx, old, netuid)) return;
  const coldkeys = storage.AutoStakeDestinationColdkeys.take(ctx, old, netuid);
  for (const coldkey of coldkeys) storage.AutoStakeDestination.put(ctx, coldkey, netuid, next);
  storage.AutoStakeDestinationColdkeys.put(ctx, next, netuid, coldkeys);
}

/** What the last epochs recorded of the hotkey. */
function moveRecords(ctx: Context, old: AccountId, next: AccountId, netuid: number): void {
  const alpha = storage.TotalHotkeyAlphaLastEpoch.take(ctx, old, netuid);
  storage.TotalHotkeyAlphaLastEpoch.mutate(ctx, next, netuid, plus(alpha));
  const dividends = storage.AlphaDividendsPerSubnet.take(ctx, netuid, old);
  storage.AlphaDividendsPerSubnet.mutate(ctx, netuid, next, plus(dividends));
  const power = storage.VotingPower.take(ctx, netuid, old);
  if (power > 0n) storage.VotingPower.mutate(ctx, netuid, next, plus(power));
}

function stakersOf(ctx: Context, hotkey: AccountId, netuid: number): AccountId[] {
  const positions = storage.AlphaV2.keys(ctx, hotkey);
  return positions.filter(([, , id]) => id === netuid).map(([, coldkey]) => coldkey);
}

function moveStakes(ctx: Context, old: AccountId, next: AccountId, netuid: number): void {
  for (const coldkey of stakersOf(ctx, old, netuid)) {
    const amount = stakeOf(ctx, old, coldkey, netuid);
    decreaseStake(ctx, old, coldkey, netuid, amount);
    increaseStake(ctx, next, coldkey, netuid, amount);
    addStakingHotkey(ctx, coldkey, next);
  }
}

/** Rates and what was claimed of them follow the root stake that they are for. */
function moveClaims(ctx: Context, old: AccountId, next: AccountId): void {
  const rates = storage.RootClaimable.take(ctx, old);
  if (rates.length > 0) storage.RootClaimable.put(ctx, next, rates);
  for (const [netuid] of rates) {
    for (const [, , coldkey] of storage.RootClaimed.keys(ctx, netuid, old)) {
      storage.RootClaimed.put(ctx, netuid, next, coldkey, storage.RootClaimed.take(ctx, netuid, old, coldkey));
    }
  }
}
