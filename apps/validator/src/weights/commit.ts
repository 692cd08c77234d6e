import { randomInt } from "node:crypto";

/** Weights that were committed as a hash and still have to be revealed. The salt exists nowhere else. */
export interface PendingCommit {
  /** `SubnetEpochIndex` that the chain counted when the commit was accepted; unknown until then. */
  readonly epoch: number | undefined;
  readonly hash: `0x${string}`;
  readonly uids: readonly number[];
  readonly weights: readonly number[];
  readonly salt: readonly number[];
  readonly versionKey: number;
}

/** Enough that the hash of a guessed weight vector cannot be checked. */
const SALT_LENGTH = 8;

/** u16 numbers from the system's secure source. */
export const freshSalt = (): number[] => Array.from({ length: SALT_LENGTH }, () => randomInt(65_536));
