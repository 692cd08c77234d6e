import { identity, map, optionalMap, twox64Concat, value } from "../../../frame/index.js";
import { accountId, bool, h256, tuple, u16, u32, u64, u128, vec } from "../../../scale/index.js";
import { chainIdentityV2, rateLimitKey, ZERO_ACCOUNT } from "../types.js";
import { coldkey, hotkey, netuid } from "./keys.js";

/** Who owns which hotkey, takes, children, and what limits how often they change. */
export const accountsStorage = {
  Owner: map([hotkey], accountId, ZERO_ACCOUNT),
  OwnedHotkeys: map([coldkey], vec(accountId), []),
  IdentitiesV2: optionalMap([coldkey], chainIdentityV2),
  AccountFlags: map([coldkey], u128, 0n),
  Delegates: map([hotkey], u16, 11_796),
  MaxDelegateTake: value(u16, 11_796),
  MinDelegateTake: value(u16, 0),
  TxDelegateTakeRateLimit: value(u64, 216_000n),
  ChildkeyTake: map([hotkey, netuid], u16, 0),
  MaxChildkeyTake: value(u16, 11_796),
  MinChildkeyTake: value(u16, 0),
  MinChildkeyTakePerSubnet: map([netuid], u16, 0),
  TxChildkeyTakeRateLimit: value(u64, 216_000n),
  ChildKeys: map([hotkey, netuid], vec(tuple(u64, accountId)), []),
  ParentKeys: map([hotkey, netuid], vec(tuple(u64, accountId)), []),
  PendingChildKeys: map([netuid, hotkey], tuple(vec(tuple(u64, accountId)), u64), [[], 0n]),
  PendingChildKeyCooldown: value(u64, 7200n),
  AutoParentDelegationEnabled: map([hotkey], bool, true),
  TxRateLimit: value(u64, 1000n),
  LastRateLimitedBlock: map([identity(rateLimitKey)], u64, 0n),
  TransactionKeyLastBlock: map([coldkey, netuid, identity(u16)], u64, 0n),
  LastTxBlock: map([identity(accountId)], u64, 0n),
  LastTxBlockChildKeyTake: map([identity(accountId)], u64, 0n),
  LastTxBlockDelegateTake: map([identity(accountId)], u64, 0n),
  LastHotkeySwapOnNetuid: map([netuid, coldkey], u64, 0n),
  ColdkeySwapAnnouncements: optionalMap([twox64Concat(accountId)], tuple(u32, h256)),
  ColdkeySwapDisputes: optionalMap([twox64Concat(accountId)], u32),
  ColdkeySwapAnnouncementDelay: value(u32, 36_000),
  ColdkeySwapReannouncementDelay: value(u32, 7200),
};
