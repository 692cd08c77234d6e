import { map, optionalMap, twox64Concat, value } from "../../../frame/index.js";
import { accountId, bytes, option, u64, u64f64, vec } from "../../../scale/index.js";
import { safeFloat, ZERO_SAFE_FLOAT } from "../types.js";
import { coldkey, hotkey, netuid } from "./keys.js";

/** Stake, by shares of a pool for each hotkey and subnet. */
export const stakingStorage = {
  TotalHotkeyAlpha: map([hotkey, netuid], u64, 0n),
  TotalHotkeySharesV2: map([hotkey, netuid], safeFloat, ZERO_SAFE_FLOAT),
  AlphaV2: map([hotkey, coldkey, netuid], safeFloat, ZERO_SAFE_FLOAT),
  TotalHotkeyShares: map([hotkey, netuid], u64f64, 0n),
  Alpha: map([hotkey, coldkey, netuid], u64f64, 0n),
  TotalHotkeyAlphaLastEpoch: map([hotkey, netuid], u64, 0n),
  LastHotkeyEmissionOnNetuid: map([hotkey, netuid], u64, 0n),
  AlphaDividendsPerSubnet: map([netuid, hotkey], u64, 0n),
  RootAlphaDividendsPerSubnet: map([netuid, hotkey], u64, 0n),
  StakingHotkeys: map([coldkey], vec(accountId), []),
  LastColdkeyHotkeyStakeBlock: optionalMap([twox64Concat(accountId), twox64Concat(accountId)], u64),
  AutoStakeDestination: optionalMap([coldkey, netuid], accountId),
  AutoStakeDestinationColdkeys: map([hotkey, netuid], vec(accountId), []),
  NominatorMinRequiredStake: value(u64, 0n),
  NextStakeJobId: value(u64, 0n),
  AlphaMapLastKey: value(option(bytes), undefined),
  AlphaV2MapLastKey: value(option(bytes), undefined),
};
