import { blake2b256, concatBytes, decodeAddress, encodeAddress } from "@taostack/primitives";
import { sortedAccounts } from "../registry/sorted-accounts.js";
import { compactLength, u16Bytes } from "./scale.js";

const PREFIX = new TextEncoder().encode("modlpy/utilisuba");

/** The account of some signatories and a threshold. The order in which they are given does not matter. */
export function multisigAddress(threshold: number, signatories: readonly string[]): string {
  const keys = sortedAccounts(signatories).map((address) => decodeAddress(address));
  return encodeAddress(blake2b256(concatBytes(PREFIX, compactLength(keys.length), ...keys, u16Bytes(threshold))));
}
