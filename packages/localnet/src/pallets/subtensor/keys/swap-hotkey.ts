import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists, ownsHotkey } from "../accounts/hotkeys.js";
import { stampKey } from "../accounts/rate-limits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { allNetuids, ROOT } from "../networks/networks.js";
import { storage } from "../storage/index.js";
import { recycleTao, spendable } from "../tao/balances.js";
import { isSubnetAccount } from "../tao/system-accounts.js";
import { KEY_SWAP_COST } from "./announce-coldkey-swap.js";
import { swapOnSubnet } from "./swap-hotkey-on-subnet.js";

/** Rao. */
const SUBNET_SWAP_COST = 1_000_000n;
/** Blocks between two swaps of a coldkey on one subnet. */
const SUBNET_SWAP_INTERVAL = 7200n;

export interface HotkeySwap {
  readonly coldkey: AccountId;
  readonly old: AccountId;
  readonly next: AccountId;
  /** Only on this subnet; everywhere if not given. */
  readonly netuid?: number | undefined;
  /** Leaves the stake where it is. */
  readonly keepStake: boolean;
}

/** Puts a new hotkey in the place of an old one, on one subnet or on all. */
export function swapHotkey(ctx: Context, swap: HotkeySwap): void {
  const { coldkey, old, next, netuid } = swap;
  checkSwap(ctx, swap);
  const affected = netuid === undefined ? allNetuids(ctx).filter((id) => isMember(ctx, old, id)) : [netuid];
  for (const id of affected) checkInterval(ctx, coldkey, id, netuid !== undefined);
  const cost = netuid === undefined ? KEY_SWAP_COST : SUBNET_SWAP_COST;
  ensure(spendable(ctx, coldkey) >= cost, errors.NotEnoughBalanceToPaySwapHotKey);
  recycleTao(ctx, coldkey, cost);
  moveOwnership(ctx, swap);
  for (const id of netuid === undefined ? allNetuids(ctx) : [netuid]) swapOnSubnet(ctx, swap, id);
  if (netuid === undefined) moveEverywhere(ctx, swap);
  stampKey(ctx, { type: "LastTxBlock", value: coldkey });
  for (const id of affected) storage.LastHotkeySwapOnNetuid.put(ctx, id, coldkey, BigInt(ctx.blockNumber));
  const keys = { coldkey, old_hotkey: old, new_hotkey: next };
  const { HotkeySwapped, HotkeySwappedOnSubnet } = events.make;
  ctx.emit(netuid === undefined ? HotkeySwapped(keys) : HotkeySwappedOnSubnet({ ...keys, netuid }));
}

const isMember = (ctx: Context, hotkey: AccountId, netuid: number): boolean =>
  storage.IsNetworkMember.get(ctx, hotkey, netuid);

function checkSwap(ctx: Context, { coldkey, old, next, netuid }: HotkeySwap): void {
  ensure(ownsHotkey(ctx, coldkey, old), errors.NonAssociatedColdKey);
  ensure(!hotkeyExists(ctx, next) || ownsHotkey(ctx, coldkey, next), errors.NonAssociatedColdKey);
  ensure(old !== next, errors.NewHotKeyIsSameWithOld);
  ensure(!isSubnetAccount(ctx, next), errors.CannotUseSystemAccount);
  const last = storage.LastRateLimitedBlock.get(ctx, { type: "LastTxBlock", value: coldkey });
  // Unlike most limits, exactly so many blocks later is still too early.
  const tooFast = last !== 0n && BigInt(ctx.blockNumber) - last <= storage.TxRateLimit.get(ctx);
  ensure(!tooFast, errors.HotKeySetTxRateLimitExceeded);
  const subnets = netuid === undefined ? allNetuids(ctx) : [netuid];
  ensure(!subnets.some((id) => isMember(ctx, next, id)), errors.HotKeyAlreadyRegisteredInSubNet);
  if (!subnets.includes(ROOT)) return;
  const clean =
    storage.TotalHotkeyAlpha.get(ctx, next, ROOT) === 0n && storage.RootClaimable.get(ctx, next).length === 0;
  ensure(clean, errors.NewHotKeyNotCleanForRootSwap);
}

/** With a named subnet even the first swap has to wait, counted from genesis. */
function checkInterval(ctx: Context, coldkey: AccountId, netuid: number, named: boolean): void {
  const last = storage.LastHotkeySwapOnNetuid.get(ctx, netuid, coldkey);
  const passed = (last === 0n && !named) || last + SUBNET_SWAP_INTERVAL < BigInt(ctx.blockNumber);
  ensure(passed, errors.HotKeySwapOnSubnetIntervalNotPassed);
}

/** The old hotkey stays with its owner where it keeps stake, or stays in use on other subnets. */
function moveOwnership(ctx: Context, { coldkey, old, next, netuid, keepStake }: HotkeySwap): void {
  const retired = netuid === undefined && !keepStake;
  if (retired) storage.Owner.remove(ctx, old);
  storage.Owner.put(ctx, next, coldkey);
  storage.OwnedHotkeys.mutate(ctx, coldkey, (list) => {
    const kept = retired ? list.filter((hotkey) => hotkey !== old) : list;
    return kept.includes(next) ? kept : [...kept, next];
  });
}

function moveEverywhere(ctx: Context, { old, next, keepStake }: HotkeySwap): void {
  if (storage.Delegates.has(ctx, old)) storage.Delegates.put(ctx, next, storage.Delegates.take(ctx, old));
  for (const type of ["LastTxBlock", "LastTxBlockDelegateTake", "LastTxBlockChildKeyTake"] as const) {
    const last = storage.LastRateLimitedBlock.take(ctx, { type, value: old });
    if (last !== 0n) storage.LastRateLimitedBlock.put(ctx, { type, value: next }, last);
  }
  if (keepStake) return;
  for (const coldkey of storage.StakingHotkeys.keys(ctx).map(([staker]) => staker)) {
    const list = storage.StakingHotkeys.get(ctx, coldkey);
    if (!list.includes(old)) continue;
    storage.StakingHotkeys.put(ctx, coldkey, [...list.filter((hotkey) => hotkey !== old && hotkey !== next), next]);
  }
}
