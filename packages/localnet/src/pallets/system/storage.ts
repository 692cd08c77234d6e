import { blake2_128Concat, defineStorage, map, optional, twox64Concat, value } from "../../frame/index.js";
import { accountId, bool, bytes, h256, tuple, u32, vec, weight } from "../../scale/index.js";
import { pallet } from "./pallet.js";
import {
  accountInfo,
  codeUpgradeAuthorization,
  digest,
  emptyAccount,
  lastRuntimeUpgradeInfo,
  perClassWeight,
  phase,
} from "./types.js";

export const ZERO_HASH = `0x${"00".repeat(32)}` as const;

const noWeight = () => ({ ref_time: 0n, proof_size: 0n });

/** All of System's storage but `Events`, whose type depends on the pallets of the runtime. */
export const storage = defineStorage(pallet.name, {
  Account: map([blake2_128Concat(accountId)], accountInfo, emptyAccount(), "Nonce, references and balance by account."),
  ExtrinsicCount: optional(u32),
  InherentsApplied: value(bool, false),
  BlockWeight: value(perClassWeight, { normal: noWeight(), operational: noWeight(), mandatory: noWeight() }),
  AllExtrinsicsLen: optional(u32),
  BlockHash: map([twox64Concat(u32)], h256, ZERO_HASH, "Hashes of the latest blocks."),
  ExtrinsicData: map([twox64Concat(u32)], bytes, new Uint8Array()),
  Number: value(u32, 0, "The block that is being built, or was built last."),
  ParentHash: value(h256, ZERO_HASH),
  Digest: value(digest, { logs: [] }),
  EventCount: value(u32, 0),
  EventTopics: map([blake2_128Concat(h256)], vec(tuple(u32, u32)), []),
  LastRuntimeUpgrade: optional(lastRuntimeUpgradeInfo),
  UpgradedToU32RefCount: value(bool, false),
  UpgradedToTripleRefCount: value(bool, false),
  ExecutionPhase: optional(phase),
  AuthorizedUpgrade: optional(codeUpgradeAuthorization),
  ExtrinsicWeightReclaimed: value(weight, noWeight()),
});
