import type { Context } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { indicesOf } from "../subtensor/neurons/uids.js";
import { storage } from "../subtensor/storage/index.js";

/** Deletes all bonds to the neuron, if its subnet allows that. */
export function forgetBonds(ctx: Context, netuid: number, hotkey: AccountId): void {
  const uid = storage.Uids.get(ctx, netuid, hotkey);
  if (uid === undefined || !storage.BondsResetOn.get(ctx, netuid)) return;
  for (const index of indicesOf(ctx, netuid)) {
    for (const [[, from], row] of storage.Bonds.entries(ctx, index)) {
      const others = row.filter(([to]) => to !== uid);
      if (others.length < row.length) storage.Bonds.put(ctx, index, from, others);
    }
  }
}
