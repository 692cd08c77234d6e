import type { Readable } from "../frame/index.js";
import { storage as balances } from "../pallets/balances/storage.js";
import { storage as system } from "../pallets/system/storage.js";
import type { AccountId, HexString } from "../scale/index.js";

/** The writes that give an account a free balance, with what follows from it. */
export function fundingChanges(at: Readable, who: AccountId, free: bigint): [HexString, Uint8Array][] {
  const account = system.Account.get(at, who);
  const issuance = balances.TotalIssuance.get(at) - account.data.free + free;
  const funded = { ...account, providers: Math.max(1, account.providers), data: { ...account.data, free } };
  return [
    [system.Account.key(who), system.Account.spec.type.encode(funded)],
    [balances.TotalIssuance.key(), balances.TotalIssuance.spec.type.encode(issuance)],
  ];
}
