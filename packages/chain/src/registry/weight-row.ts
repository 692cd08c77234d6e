import { invalidArgument } from "./errors.js";

/** What one validator says of others: as many weights as uids, each uid once. */
export interface WeightRowValue {
  readonly uids: readonly number[];
  readonly weights: readonly number[];
}

/** @throws `operations/invalid`. */
export function checkRow({ uids, weights }: WeightRowValue): void {
  if (uids.length !== weights.length) {
    throw invalidArgument("weights", weights.length, `as many weights as there are uids, ${uids.length}`);
  }
  const twice = uids.find((uid, index) => uids.indexOf(uid) !== index);
  if (twice !== undefined) throw invalidArgument("uids", twice, "each uid once");
}
