import { blake2_128Concat, identity, map, optionalMap, value } from "../../../frame/index.js";
import { accountId, bTreeMap, i96f32, u16, u64, u128 } from "../../../scale/index.js";
import { rootClaimTypeEnum } from "../types.js";
import { coldkey, hotkey, netuid } from "./keys.js";

/** Dividends on root stake that wait to be claimed. */
export const rootClaimsStorage = {
  RootClaimable: map([hotkey], bTreeMap(u16, i96f32), []),
  RootClaimed: map([netuid, hotkey, coldkey], u128, 0n),
  RootClaimType: map([coldkey], rootClaimTypeEnum, { type: "Swap" }),
  RootClaimableThreshold: map([blake2_128Concat(u16)], i96f32, 500_000n << 32n),
  NumRootClaim: value(u64, 5n),
  NumStakingColdkeys: value(u64, 0n),
  StakingColdkeys: optionalMap([identity(accountId)], u64),
  StakingColdkeysByIndex: optionalMap([identity(u64)], accountId),
};
