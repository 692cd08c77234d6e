import {
  defineErrors,
  defineEvents,
  defineStorage,
  identity,
  optionalMap,
  twox64Concat,
  value,
} from "../../frame/index.js";
import { accountId, bTreeSet, bytes, tuple, u16, u32, u64, variant, vec } from "../../scale/index.js";
import { registration, usageTracker } from "./types.js";

export const pallet = { name: "Commitments", index: 18, path: "pallet_commitments::pallet" } as const;

const byHotkey = [identity(u16), twox64Concat(accountId)] as const;

export const storage = defineStorage(pallet.name, {
  TimelockedIndex: value(bTreeSet(tuple(u16, accountId)), [], "Who has committed to something that opens later."),
  CommitmentOf: optionalMap(byHotkey, registration, "What a hotkey has committed to on a subnet."),
  LastCommitment: optionalMap(byHotkey, u32, "The block of the last commitment."),
  LastBondsReset: optionalMap(byHotkey, u32, "The block in which a hotkey last asked to forget its bonds."),
  RevealedCommitments: optionalMap(byHotkey, vec(tuple(bytes, u64)), "What has opened, with its block; the last ten."),
  UsedSpaceOf: optionalMap(byHotkey, usageTracker, "Bytes that a hotkey has committed to in the present epoch."),
  MaxSpace: value(u32, 3100, "Bytes that a hotkey may commit to in an epoch."),
});

export const events = defineEvents(pallet, {
  Commitment: variant(0, { netuid: u16, who: accountId }, ["A commitment was made."]),
  TimelockCommitment: variant(1, { netuid: u16, who: accountId, reveal_round: u64 }, ["It opens at a round."]),
  CommitmentRevealed: variant(2, { netuid: u16, who: accountId }, ["A commitment has opened."]),
});

export const errors = defineErrors(pallet, {
  TooManyFieldsInCommitmentInfo: [0, "The commitment has too many fields."],
  AccountNotAllowedCommit: [1, "The account is no hotkey of this subnet."],
  SpaceLimitExceeded: [2, "The hotkey has no space for this commitment left in this epoch."],
  UnexpectedUnreserveLeftover: [3, "The deposit could not be given back."],
});
