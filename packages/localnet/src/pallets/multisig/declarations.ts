import {
  blake2_128Concat,
  defineErrors,
  defineEvents,
  defineStorage,
  optionalMap,
  twox64Concat,
} from "../../frame/index.js";
import { accountId, boundedVec, fixedBytes, struct, u32, u64, type ValueOf, variant } from "../../scale/index.js";
import { dispatchResult } from "../dispatch-result.js";

export const pallet = { name: "Multisig", index: 13, path: "pallet_multisig::pallet" } as const;

export const DEPOSIT_BASE = 132_000_000n;
export const DEPOSIT_FACTOR = 32_000_000n;
export const MAX_SIGNATORIES = 100;

/** The block and the extrinsic in it that a multisig operation began with. */
export const timepoint = struct(
  "pallet_multisig::Timepoint",
  { height: u32, index: u32 },
  { params: [{ name: "BlockNumber", type: u32 }] },
);
export type Timepoint = ValueOf<typeof timepoint>;

export const callHash = fixedBytes(32);

const multisig = struct(
  "pallet_multisig::Multisig",
  { when: timepoint, deposit: u64, depositor: accountId, approvals: boundedVec(accountId, MAX_SIGNATORIES) },
  {
    params: [
      { name: "BlockNumber", type: u32 },
      { name: "Balance", type: u64 },
      { name: "AccountId", type: accountId },
      { name: "MaxApprovals" },
    ],
  },
);
export type Multisig = ValueOf<typeof multisig>;

export const storage = defineStorage(pallet.name, {
  Multisigs: optionalMap(
    [twox64Concat(accountId), blake2_128Concat(callHash)],
    multisig,
    "Operations that wait for approvals.",
  ),
});

const step = { approving: accountId, timepoint, multisig: accountId, call_hash: callHash } as const;

export const events = defineEvents(pallet, {
  NewMultisig: variant(0, { approving: accountId, multisig: accountId, call_hash: callHash }, ["An operation began."]),
  MultisigApproval: variant(1, step, ["Another signatory approved."]),
  MultisigExecuted: variant(2, { ...step, result: dispatchResult }, ["The call ran; its result is inside."]),
  MultisigCancelled: variant(3, { cancelling: accountId, timepoint, multisig: accountId, call_hash: callHash }),
  DepositPoked: variant(4, { who: accountId, call_hash: callHash, old_deposit: u64, new_deposit: u64 }),
});

export const errors = defineErrors(pallet, {
  MinimumThreshold: [0, "The threshold has to be at least 2."],
  AlreadyApproved: [1, "The signer has approved this call already."],
  NoApprovalsNeeded: [2, "The call needs no more approvals."],
  TooFewSignatories: [3, "There are too few signatories."],
  TooManySignatories: [4, "There are too many signatories."],
  SignatoriesOutOfOrder: [5, "The signatories are not in ascending order."],
  SenderInSignatories: [6, "The signer must not be among the other signatories."],
  NotFound: [7, "There is no such operation."],
  NotOwner: [8, "Only who began the operation may do this."],
  NoTimepoint: [9, "The operation has begun, so its timepoint has to be given."],
  WrongTimepoint: [10, "The operation began at another timepoint."],
  UnexpectedTimepoint: [11, "The operation has not begun, so it has no timepoint."],
  MaxWeightTooLow: [12, "The call weighs more than allowed."],
  AlreadyStored: [13, "The call is stored already."],
});
