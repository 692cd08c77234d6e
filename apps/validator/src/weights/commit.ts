import { randomInt } from "node:crypto";
import { commitHash } from "@taostack/incentive";
import { toHex } from "@taostack/primitives";
import type { WeightRow } from "./plan.js";

/** Weights that were committed as a hash and still have to be revealed. The salt exists nowhere else. */
export interface PendingCommit extends WeightRow {
  readonly hash: `0x${string}`;
  readonly salt: readonly number[];
  readonly versionKey: number;
}

/** Enough that the hash of a guessed row cannot be checked. */
const SALT_LENGTH = 8;

/** A commit with a fresh salt from the system's secure source. */
export function createCommit(
  row: WeightRow,
  owner: { readonly account: Uint8Array; readonly netuid: number; readonly versionKey: number },
): PendingCommit {
  const { account, netuid, versionKey } = owner;
  const salt = Array.from({ length: SALT_LENGTH }, () => randomInt(65_536));
  const hash = commitHash({
    account,
    index: netuid,
    uids: row.uids,
    values: row.weights,
    salt,
    versionKey: BigInt(versionKey),
  });
  return { ...row, hash: toHex(hash), salt, versionKey };
}
