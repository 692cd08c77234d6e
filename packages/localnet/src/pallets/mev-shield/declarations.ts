import {
  defineErrors,
  defineEvents,
  defineStorage,
  identity,
  map,
  optional,
  optionalMap,
  twox64Concat,
} from "../../frame/index.js";
import { accountId, bool, boundedBytes, h256, u32, variant } from "../../scale/index.js";
import { authorityId } from "../aura/index.js";

export const pallet = { name: "MevShield", index: 30, path: "pallet_shield::pallet" } as const;

/** Bytes of an ML-KEM-768 public key. */
export const KEY_BYTES = 1184;
/** Bytes of what `submit_encrypted` takes. */
export const MAX_CIPHERTEXT_BYTES = 8192;

export const publicKey = boundedBytes(2048);

export const storage = defineStorage(pallet.name, {
  CurrentKey: optional(publicKey, "Key of this block's author."),
  PendingKey: optional(publicKey, "Key of the next block's author."),
  NextKey: optional(publicKey, "Key of the author after the next: what clients encrypt to."),
  AuthorKeys: optionalMap([twox64Concat(authorityId)], publicKey, "Newest key of each author."),
  PendingKeyExpiresAt: optional(u32),
  NextKeyExpiresAt: optional(u32),
  HasMigrationRun: map([identity(boundedBytes(128))], bool, false),
});

export const events = defineEvents(pallet, {
  EncryptedSubmitted: variant(0, { id: h256, who: accountId }, ["An encrypted transaction came in."]),
});

export const errors = defineErrors(pallet, {
  BadEncKeyLen: [0, "The key does not have the length of an ML-KEM-768 public key."],
  Unreachable: [1, "The block's author is not known."],
});
