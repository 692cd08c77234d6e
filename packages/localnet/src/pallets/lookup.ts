import { fail } from "../frame/index.js";
import type { AccountId, multiAddress, ValueOf } from "../scale/index.js";

/** The account of an address as calls take it. @throws CannotLookup for the kinds that this chain does not resolve. */
export function lookup(address: ValueOf<typeof multiAddress>): AccountId {
  if (address.type === "Id") return address.value;
  return fail({ type: "CannotLookup" });
}
