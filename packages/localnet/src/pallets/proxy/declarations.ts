import { defineErrors, defineEvents, defineStorage, map, optionalMap, twox64Concat } from "../../frame/index.js";
import {
  accountId,
  bool,
  boundedVec,
  enumeration,
  h256,
  type ScaleType,
  struct,
  tuple,
  u16,
  u32,
  u64,
  unit,
  type ValueOf,
  variant,
} from "../../scale/index.js";
import { dispatchResult } from "../dispatch-result.js";
import { type ProxyTypeName, proxyFilters } from "./filters.js";

export const pallet = { name: "Proxy", index: 16, path: "pallet_subtensor_proxy::pallet" } as const;

export const limits = {
  proxies: 20,
  pending: 75,
  proxyBase: 60_000_000n,
  proxyFactor: 33_000_000n,
  announcementBase: 36_000_000n,
  announcementFactor: 68_000_000n,
} as const;

const typeNames = Object.keys(proxyFilters) as ProxyTypeName[];
export const proxyType = enumeration(
  "subtensor_runtime_common::ProxyType",
  Object.fromEntries(typeNames.map((name, index) => [name, variant(index)])),
) as unknown as ScaleType<{ type: ProxyTypeName }>;
/** The number of a type, which is also its rank in lists. */
export const typeIndex = ({ type }: { readonly type: ProxyTypeName }): number => typeNames.indexOf(type);

export const proxyDefinition = struct(
  "pallet_subtensor_proxy::ProxyDefinition",
  { delegate: accountId, proxy_type: proxyType, delay: u32 },
  {
    params: [
      { name: "AccountId", type: accountId },
      { name: "ProxyType", type: proxyType },
      { name: "BlockNumber", type: u32 },
    ],
  },
);
export type ProxyDefinition = ValueOf<typeof proxyDefinition>;

export const announcement = struct(
  "pallet_subtensor_proxy::Announcement",
  { real: accountId, call_hash: h256, height: u32 },
  {
    params: [
      { name: "AccountId", type: accountId },
      { name: "Hash", type: h256 },
      { name: "BlockNumber", type: u32 },
    ],
  },
);
export type Announcement = ValueOf<typeof announcement>;

const account = twox64Concat(accountId);

export const storage = defineStorage(pallet.name, {
  Proxies: map(
    [account],
    tuple(boundedVec(proxyDefinition, limits.proxies), u64),
    [[], 0n],
    "Who may act for an account, and the deposit for it.",
  ),
  Announcements: map(
    [account],
    tuple(boundedVec(announcement, limits.pending), u64),
    [[], 0n],
    "What a proxy has announced, and the deposit for it.",
  ),
  LastCallResult: optionalMap([account], dispatchResult, "How the last call in an account's name ended."),
  RealPaysFee: optionalMap([account, account], unit, "Proxies whose fees the account has taken over."),
});

const depositKind = enumeration("pallet_subtensor_proxy::DepositKind", {
  Proxies: variant(0),
  Announcements: variant(1),
});
const rights = { delegator: accountId, delegatee: accountId, proxy_type: proxyType, delay: u32 } as const;

export const events = defineEvents(pallet, {
  ProxyExecuted: variant(0, { result: dispatchResult }, ["A proxy made a call; its result is inside."]),
  PureCreated: variant(1, { pure: accountId, who: accountId, proxy_type: proxyType, disambiguation_index: u16 }, [
    "An account without a key was made.",
  ]),
  PureKilled: variant(2, { pure: accountId, spawner: accountId, proxy_type: proxyType, disambiguation_index: u16 }),
  Announced: variant(3, { real: accountId, proxy: accountId, call_hash: h256 }, ["A proxy announced a call."]),
  ProxyAdded: variant(4, rights, ["A proxy was added."]),
  ProxyRemoved: variant(5, rights, ["A proxy was removed."]),
  DepositPoked: variant(6, { who: accountId, kind: depositKind, old_deposit: u64, new_deposit: u64 }),
  RealPaysFeeSet: variant(7, { real: accountId, delegate: accountId, pays_fee: bool }),
});

export const errors = defineErrors(pallet, {
  TooMany: [0, "There are as many proxies or announcements as allowed."],
  NotFound: [1, "There is no such proxy or announcement."],
  NotProxy: [2, "The signer is not such a proxy of the account."],
  Unproxyable: [3, "The call is not one that this proxy may make."],
  Duplicate: [4, "The account has this proxy already."],
  NoPermission: [5, "The call may not be made by this account."],
  Unannounced: [6, "The call was not announced, or not long enough ago."],
  NoSelfProxy: [7, "An account cannot be its own proxy."],
  AnnouncementDepositInvariantViolated: [8, "The deposit for the announcements does not add up."],
  InvalidDerivedAccountId: [9, "No account could be derived."],
});
