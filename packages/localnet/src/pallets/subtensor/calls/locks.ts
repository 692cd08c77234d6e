import { accountId, bool, u16, u64 } from "../../../scale/index.js";
import { lockStake, moveLock, setPerpetualLock } from "../locks/lock-stake.js";
import { setRejectLockedAlpha } from "../locks/transfer-lock.js";
import { signedCall } from "./builders.js";

const lock_stake = signedCall({
  index: 136,
  args: { hotkey: accountId, netuid: u16, amount: u64 },
  docs: "Locks alpha (rao) on a subnet towards a hotkey, which gains conviction by it.",
  weight: 840_995_000,
  run: (ctx, coldkey, { hotkey, netuid, amount }) => lockStake(ctx, { coldkey, hotkey, netuid, amount }),
});

const move_lock = signedCall({
  index: 137,
  args: { destination_hotkey: accountId, netuid: u16 },
  docs: "Points a lock at another hotkey; conviction begins anew if that has another owner.",
  weight: 1_099_819_000,
  run: (ctx, coldkey, { destination_hotkey, netuid }) => moveLock(ctx, coldkey, netuid, destination_hotkey),
});

const set_perpetual_lock = signedCall({
  index: 138,
  args: { netuid: u16, enabled: bool },
  docs: "Keeps the signer's lock on a subnet from decaying, or lets it decay.",
  weight: 400_000_000,
  run: (ctx, coldkey, { netuid, enabled }) => setPerpetualLock(ctx, coldkey, netuid, enabled),
});

const set_reject_locked_alpha = signedCall({
  index: 142,
  args: { enabled: bool },
  docs: "Refuses locked alpha from others, as every account does at first, or takes it.",
  weight: 125_000_000,
  run: (ctx, coldkey, { enabled }) => setRejectLockedAlpha(ctx, coldkey, enabled),
});

export const lockCalls = { lock_stake, move_lock, set_perpetual_lock, set_reject_locked_alpha };
