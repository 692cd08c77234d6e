import { U64F64 } from "@taostack/incentive";
import type { Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { allNetuids } from "../networks/networks.js";
import { storage } from "../storage/index.js";
import { spotPrice } from "./pool.js";

/** What all stake on a hotkey is worth at the pools' prices, in rao of TAO, floored for each network. */
export const totalStakeOfHotkey = (at: Readable, hotkey: AccountId): bigint =>
  allNetuids(at).reduce((total, netuid) => {
    const alpha = storage.TotalHotkeyAlpha.get(at, hotkey, netuid);
    return total + U64F64.toU64(U64F64.mul(spotPrice(at, netuid), U64F64.fromInteger(alpha)));
  }, 0n);
