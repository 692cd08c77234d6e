import type { Readable, RuntimeCall } from "../../frame/index.js";
import type { AccountId, multiAddress, ValueOf } from "../../scale/index.js";
import { storage } from "./declarations.js";

/** Who pays for a transaction: the signer, or the account in whose name a proxy acts, if it has taken that over. */
export function feePayer(at: Readable, signer: AccountId, { type, value }: RuntimeCall): AccountId {
  if (type !== "Proxy" || value.type !== "proxy") return signer;
  const real = value.value.real as ValueOf<typeof multiAddress>;
  return real.type === "Id" && storage.RealPaysFee.has(at, real.value, signer) ? real.value : signer;
}
