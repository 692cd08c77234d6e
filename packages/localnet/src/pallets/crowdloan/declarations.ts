import {
  defineErrors,
  defineEvents,
  defineStorage,
  identity,
  map,
  optional,
  optionalMap,
  twox64Concat,
  value,
} from "../../frame/index.js";
import {
  accountId,
  bool,
  boundedBytes,
  enumeration,
  h256,
  option,
  struct,
  u32,
  u64,
  type ValueOf,
  variant,
} from "../../scale/index.js";

export const pallet = { name: "Crowdloan", index: 27, path: "pallet_crowdloan::pallet" } as const;

/** Rao and blocks. */
export const limits = {
  deposit: 10_000_000_000n,
  contribution: 100_000_000n,
  shortest: 50_400,
  longest: 432_000,
  refunds: 50,
  contributors: 500,
} as const;

/** A stored call: its bytes, or its hash and length. */
const boundedCall = enumeration("frame_support::traits::preimages::Bounded", {
  Legacy: variant(0, { hash: h256 }),
  Inline: variant(1, boundedBytes(128)),
  Lookup: variant(2, { hash: h256, len: u32 }),
});
export type BoundedCall = ValueOf<typeof boundedCall>;

export const crowdloanInfo = struct("pallet_crowdloan::CrowdloanInfo", {
  creator: accountId,
  deposit: u64,
  min_contribution: u64,
  end: u32,
  cap: u64,
  funds_account: accountId,
  raised: u64,
  target_address: option(accountId),
  call: option(boundedCall),
  finalized: bool,
  contributors_count: u32,
});
export type CrowdloanInfo = ValueOf<typeof crowdloanInfo>;

const id = twox64Concat(u32);

export const storage = defineStorage(pallet.name, {
  Crowdloans: optionalMap([id], crowdloanInfo, "Crowdloans by their number."),
  NextCrowdloanId: value(u32, 0),
  Contributions: optionalMap([id, identity(accountId)], u64, "Rao that an account has given."),
  MaxContributions: optionalMap([id], u64, "The most that one account may give in all."),
  CurrentCrowdloanId: optional(u32, "The crowdloan that is being finalized, for the call that it makes."),
  HasMigrationRun: map([identity(boundedBytes(128))], bool, false),
});

const crowdloan_id = u32;
const contribution = { crowdloan_id, contributor: accountId, amount: u64 } as const;

export const events = defineEvents(pallet, {
  Created: variant(0, { crowdloan_id, creator: accountId, end: u32, cap: u64 }),
  Contributed: variant(1, contribution),
  Withdrew: variant(2, contribution),
  PartiallyRefunded: variant(3, { crowdloan_id }),
  AllRefunded: variant(4, { crowdloan_id }),
  Finalized: variant(5, { crowdloan_id }),
  Dissolved: variant(6, { crowdloan_id }),
  MinContributionUpdated: variant(7, { crowdloan_id, new_min_contribution: u64 }),
  EndUpdated: variant(8, { crowdloan_id, new_end: u32 }),
  CapUpdated: variant(9, { crowdloan_id, new_cap: u64 }),
  MaxContributionUpdated: variant(10, { crowdloan_id, new_max_contribution: option(u64) }),
});

export const errors = defineErrors(pallet, {
  DepositTooLow: [0, "The deposit is below the minimum."],
  CapTooLow: [1, "The cap is not above what is there already."],
  MinimumContributionTooLow: [2, "The minimum contribution is below what the chain allows."],
  CannotEndInPast: [3, "The end lies in the past."],
  BlockDurationTooShort: [4, "The crowdloan would last too few blocks."],
  BlockDurationTooLong: [5, "The crowdloan would last too many blocks."],
  InsufficientBalance: [6, "The balance does not cover the amount."],
  Overflow: [7, "A sum is out of range."],
  InvalidCrowdloanId: [8, "There is no such crowdloan."],
  CapRaised: [9, "The cap has been reached."],
  ContributionPeriodEnded: [10, "The crowdloan has ended."],
  ContributionTooLow: [11, "The contribution is below the minimum."],
  InvalidOrigin: [12, "Only the creator may do this."],
  AlreadyFinalized: [13, "The crowdloan was finalized already."],
  ContributionPeriodNotEnded: [14, "The crowdloan has not ended."],
  NoContribution: [15, "The account has not contributed."],
  CapNotRaised: [16, "The cap has not been reached."],
  Underflow: [17, "A difference is out of range."],
  CallUnavailable: [18, "The call to make at the end is not stored."],
  NotReadyToDissolve: [19, "There are contributions to refund first."],
  DepositCannotBeWithdrawn: [20, "The creator's deposit stays until the end."],
  MaxContributorsReached: [21, "There are as many contributors as allowed."],
  InvalidFinalizationConfig: [22, "A crowdloan ends with a call or with a target, not with both or neither."],
  MaxContributionReached: [23, "The account has given as much as one account may."],
  MaximumContributionTooLow: [24, "The maximum contribution is below the minimum."],
  MinimumContributionTooHigh: [25, "The minimum contribution is above the maximum."],
});
