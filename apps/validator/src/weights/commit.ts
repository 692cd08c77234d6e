import { randomInt } from "node:crypto";
import { commitHash } from "@taostack/incentive";
import { toHex } from "@taostack/primitives";
import type { WeightRow } from "./plan.js";

/** Weights that were committed as a hash and still have to be revealed. The salt exists nowhere else. */
export interface PendingCommit extends WeightRow {
  readonly hash: `0x${string}`;
  readonly salt: readonly number[];
  readonly versionKey: number;
  /** The newest block when it was made, before it was sent. */
  readonly block: number;
}

export interface CommitContext {
  /** Public key of the hotkey that commits. */
  readonly account: Uint8Array;
  readonly netuid: number;
  readonly versionKey: number;
  readonly block: number;
}

/** Enough that the hash of a guessed row cannot be checked. */
const SALT_LENGTH = 8;

/** A commit with a fresh salt from the system's secure source. */
export function createCommit(
  { uids, weights }: WeightRow,
  { account, netuid, versionKey, block }: CommitContext,
): PendingCommit {
  const salt = Array.from({ length: SALT_LENGTH }, () => randomInt(65_536));
  const fields = { account, index: netuid, uids, values: weights, salt, versionKey: BigInt(versionKey) };
  return { uids, weights, hash: toHex(commitHash(fields)), salt, versionKey, block };
}
