import { concatBytes, toHex } from "@taostack/primitives";
import type { Readable } from "../../../frame/index.js";
import { type AccountId, u16 } from "../../../scale/index.js";
import { allNetuids } from "../networks/networks.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The account of a pallet: "modl", the pallet's id, what comes under it, zeros up to 32 bytes. */
function palletAccount(id: string, under: Uint8Array = new Uint8Array()): AccountId {
  const account = new Uint8Array(32);
  account.set(concatBytes(utf8(`modl${id}`), under));
  return toHex(account);
}

/** Receives what is burned. */
export const BURN_ACCOUNT = palletAccount("burntnsr");

/** Holds the TAO of a subnet's pool. */
export const subnetAccount = (netuid: number): AccountId => palletAccount("subtensr", u16.encode(netuid));

/** Whether an account belongs to a subnet, so that no one may use it as a key. */
export const isSubnetAccount = (at: Readable, account: AccountId): boolean =>
  allNetuids(at).some((netuid) => subnetAccount(netuid) === account);
