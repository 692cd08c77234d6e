import { blake2_128Concat, defineStorage, map, value } from "../../frame/index.js";
import { accountId, boundedVec, u64, weakBoundedVec } from "../../scale/index.js";
import { pallet } from "./pallet.js";
import { accountData, balanceLock, emptyBalance, freezeIdAmount, holdIdAmount, reserveData } from "./types.js";

// Of these only the issuance is used: balances live in System.Account.
export const storage = defineStorage(pallet.name, {
  TotalIssuance: value(u64, 0n, "All rao in accounts."),
  InactiveIssuance: value(u64, 0n),
  Account: map([blake2_128Concat(accountId)], accountData, emptyBalance()),
  Locks: map([blake2_128Concat(accountId)], weakBoundedVec(balanceLock), []),
  Reserves: map([blake2_128Concat(accountId)], boundedVec(reserveData, 50), []),
  Holds: map([blake2_128Concat(accountId)], boundedVec(holdIdAmount, 50), []),
  Freezes: map([blake2_128Concat(accountId)], boundedVec(freezeIdAmount, 50), []),
});
