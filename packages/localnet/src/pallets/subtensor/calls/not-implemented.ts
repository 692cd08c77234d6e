import { accountId, bool, u16, u64 } from "../../../scale/index.js";
import { notImplemented } from "../../not-implemented.js";

/** Voting power, locks. */
export const missingCalls = {
  enable_voting_power_tracking: notImplemented(129, { netuid: u16 }),
  disable_voting_power_tracking: notImplemented(130, { netuid: u16 }),
  sudo_set_voting_power_ema_alpha: notImplemented(131, { netuid: u16, alpha: u64 }),
  lock_stake: notImplemented(136, { hotkey: accountId, netuid: u16, amount: u64 }),
  move_lock: notImplemented(137, { destination_hotkey: accountId, netuid: u16 }),
  set_perpetual_lock: notImplemented(138, { netuid: u16, enabled: bool }),
  set_reject_locked_alpha: notImplemented(142, { enabled: bool }),
};
