import { call, ensure, ensureRoot } from "../../../frame/index.js";
import { accountId, bool, tuple, u16, u64, vec } from "../../../scale/index.js";
import { setAutoStakeHotkey } from "../accounts/auto-stake.js";
import { setChildren } from "../accounts/children.js";
import { claimHotkey, ownsHotkey } from "../accounts/hotkeys.js";
import { checkDecrease, checkIncrease, decreaseTake, increaseTake, setChildkeyTake } from "../accounts/takes.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { setIdentity } from "../networks/identity.js";
import { storage } from "../storage/index.js";
import { accountIdentityFields } from "../types.js";
import { guardedCall, signedCall } from "./builders.js";

const TAKE_EXTENSION_REF_TIME = 90_378_000;

const decrease_take = guardedCall({
  index: 65,
  args: { hotkey: accountId, take: u16 },
  docs: "Lowers what a hotkey keeps of its nominators' earnings, in parts of 65535.",
  weight: 304_895_000,
  extensionWeight: TAKE_EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, coldkey, { hotkey, take }) => checkDecrease(at, coldkey, hotkey, take),
  run: (ctx, coldkey, { hotkey, take }) => decreaseTake(ctx, coldkey, hotkey, take),
});

const increase_take = guardedCall({
  index: 66,
  args: { hotkey: accountId, take: u16 },
  docs: "Raises what a hotkey keeps of its nominators' earnings, in parts of 65535; only so often.",
  weight: 362_710_000,
  extensionWeight: TAKE_EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, coldkey, { hotkey, take }) => checkIncrease(at, coldkey, hotkey, take),
  run: (ctx, coldkey, { hotkey, take }) => increaseTake(ctx, coldkey, hotkey, take),
});

const set_children = signedCall({
  index: 67,
  args: { hotkey: accountId, netuid: u16, children: vec(tuple(u64, accountId)) },
  docs: "Lends shares of a hotkey's stake, of 2^64 - 1, to at most five others on a subnet.",
  weight: 3_369_000_000,
  run: (ctx, coldkey, { hotkey, netuid, children }) => setChildren(ctx, coldkey, hotkey, netuid, children),
});

const set_identity = signedCall({
  index: 68,
  args: accountIdentityFields,
  docs: "Sets name and links of a coldkey that has a registered hotkey.",
  weight: 207_040_000,
  run: (ctx, coldkey, identity) => setIdentity(ctx, coldkey, identity),
});

const set_childkey_take = signedCall({
  index: 75,
  args: { hotkey: accountId, netuid: u16, take: u16 },
  docs: "Sets what a hotkey keeps of dividends on its parents' stake, in parts of 65535.",
  weight: 428_870_000,
  run: (ctx, coldkey, { hotkey, netuid, take }) => setChildkeyTake(ctx, coldkey, hotkey, netuid, take),
});

const try_associate_hotkey = signedCall({
  index: 91,
  args: { hotkey: accountId },
  docs: "Claims a hotkey that nobody owns yet.",
  weight: 400_337_000,
  run: (ctx, coldkey, { hotkey }) => claimHotkey(ctx, coldkey, hotkey),
});

const set_coldkey_auto_stake_hotkey = signedCall({
  index: 114,
  args: { netuid: u16, hotkey: accountId },
  docs: "Chooses the hotkey that gets what the coldkey's miners earn on a subnet.",
  weight: 333_853_000,
  run: (ctx, coldkey, { netuid, hotkey }) => setAutoStakeHotkey(ctx, coldkey, netuid, hotkey),
});

const set_auto_parent_delegation_enabled = signedCall({
  index: 135,
  args: { hotkey: accountId, enabled: bool },
  docs: "Chooses whether a root member's stake is lent to the owners of new subnets.",
  weight: 178_023_000,
  run(ctx, coldkey, { hotkey, enabled }) {
    ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey);
    storage.AutoParentDelegationEnabled.put(ctx, hotkey, enabled);
    ctx.emit(events.make.AutoParentDelegationEnabledSet({ hotkey, enabled }));
  },
});

const sudo_set_tx_childkey_take_rate_limit = call({
  index: 69,
  args: { tx_rate_limit: u64 },
  docs: "Root sets how many blocks lie between two raises of a childkey take.",
  weight: 105_760_000,
  dispatch(ctx, { tx_rate_limit }) {
    ensureRoot(ctx);
    storage.TxChildkeyTakeRateLimit.put(ctx, tx_rate_limit);
    ctx.emit(events.make.TxChildKeyTakeRateLimitSet(tx_rate_limit));
  },
});

const sudo_set_min_childkey_take = call({
  index: 76,
  args: { take: u16 },
  docs: "Root sets the least childkey take, in parts of 65535.",
  weight: 125_006_000,
  dispatch(ctx, { take }) {
    ensureRoot(ctx);
    storage.MinChildkeyTake.put(ctx, take);
    ctx.emit(events.make.MinChildKeyTakeSet(take));
  },
});

const sudo_set_max_childkey_take = call({
  index: 77,
  args: { take: u16 },
  docs: "Root sets the greatest childkey take, in parts of 65535.",
  weight: 125_006_000,
  dispatch(ctx, { take }) {
    ensureRoot(ctx);
    storage.MaxChildkeyTake.put(ctx, take);
    ctx.emit(events.make.MaxChildKeyTakeSet(take));
  },
});

const set_pending_childkey_cooldown = call({
  index: 109,
  args: { cooldown: u64 },
  docs: "Root sets how many blocks a change of children waits.",
  weight: 103_000_000,
  dispatch(ctx, { cooldown }) {
    ensureRoot(ctx);
    storage.PendingChildKeyCooldown.put(ctx, cooldown);
  },
});

export const accountCalls = {
  decrease_take,
  increase_take,
  set_children,
  set_identity,
  set_childkey_take,
  try_associate_hotkey,
  set_coldkey_auto_stake_hotkey,
  set_auto_parent_delegation_enabled,
  sudo_set_tx_childkey_take_rate_limit,
  sudo_set_min_childkey_take,
  sudo_set_max_childkey_take,
  set_pending_childkey_cooldown,
};
