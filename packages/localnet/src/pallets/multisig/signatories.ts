import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, toHex } from "@taostack/primitives";
import { ensure } from "../../frame/index.js";
import { type AccountId, accountId, u16, vec } from "../../scale/index.js";
import { errors, MAX_SIGNATORIES } from "./declarations.js";

const accounts = vec(accountId);

/** All signatories in ascending order. @throws if the others are not, or too few, too many, or hold the signer. */
export function allSignatories(who: AccountId, others: readonly AccountId[]): AccountId[] {
  ensure(others.length > 0, errors.TooFewSignatories);
  ensure(others.length < MAX_SIGNATORIES, errors.TooManySignatories);
  for (const [index, other] of others.entries()) {
    ensure(other !== who, errors.SenderInSignatories);
    ensure(index === 0 || other > (others[index - 1] as AccountId), errors.SignatoriesOutOfOrder);
  }
  return [...others, who].sort();
}

/** The account of a group of signatories and a threshold. */
export function multisigAccount(signatories: readonly AccountId[], threshold: number): AccountId {
  const prefix = new TextEncoder().encode("modlpy/utilisuba");
  const seed = concatBytes(prefix, accounts.encode([...signatories]), u16.encode(threshold));
  return toHex(blake2b(seed, { dkLen: 32 }));
}
