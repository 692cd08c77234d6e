import { commitHash } from "@taostack/incentive";
import { toHex } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { chainError } from "../errors.js";
import { rowsOf } from "../reads/weights.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";

export interface SetWeightsOptions extends WriteOptions {
  readonly netuid: number;
  /** Each once. */
  readonly uids: ArrayLike<number>;
  /** u16, one for each uid; the chain scales them so that the largest is 65535. */
  readonly weights: ArrayLike<number>;
  /** Version of the validator's software; at least the subnet's `weights_version`. 0 by default. */
  readonly versionKey?: number | bigint;
}

export interface CommitWeightsOptions extends SetWeightsOptions {
  /** u16 values; random, and kept until the reveal. */
  readonly salt: ArrayLike<number>;
}

/** What one neuron says of others. */
export interface WeightRow {
  /** Of the neuron that set the weights. */
  readonly uid: number;
  readonly uids: Uint16Array;
  readonly weights: Uint16Array;
}

/** Weights: what validators say of the neurons of a subnet. All writes are signed by the validator's hotkey and cost nothing. */
export class Weights {
  constructor(readonly chain: ChainAccess) {}

  /** @throws `chain/SettingWeightsTooFast`, `chain/NeuronNoValidatorPermit`, `chain/CommitRevealEnabled` and as every write. */
  async set({ netuid, uids, weights, versionKey = 0, ...options }: SetWeightsOptions): Promise<TxReceipt> {
    const args = [netuid, ...checkedRow(uids, weights), versionKey];
    return this.chain.submit("SubtensorModule", "set_weights", args, options);
  }

  /** Commits to weights that are revealed in a later epoch. @throws `chain/CommittingWeightsTooFast` and as every write. */
  async commit({ netuid, uids, weights, salt, versionKey = 0, ...options }: CommitWeightsOptions): Promise<TxReceipt> {
    const [checkedUids, values] = checkedRow(uids, weights);
    const hash = commitHash({
      account: options.signer.publicKey,
      index: netuid,
      uids: checkedUids,
      values,
      salt,
      versionKey: BigInt(versionKey),
    });
    return this.chain.submit("SubtensorModule", "commit_weights", [netuid, toHex(hash)], options);
  }

  /** Shows what was committed, by exactly the same values. @throws `chain/RevealTooEarly` and as every write. */
  async reveal({ netuid, uids, weights, salt, versionKey = 0, ...options }: CommitWeightsOptions): Promise<TxReceipt> {
    const args = [netuid, ...checkedRow(uids, weights), Array.from(salt), versionKey];
    return this.chain.submit("SubtensorModule", "reveal_weights", args, options);
  }

  /** The rows of a subnet that are not empty, by uid. */
  async of(netuid: number): Promise<WeightRow[]> {
    return rowsOf(this.chain, "Weights", netuid);
  }
}

function checkedRow(uids: ArrayLike<number>, weights: ArrayLike<number>): [uids: number[], weights: number[]] {
  if (uids.length !== weights.length) throw invalidWeights("there are not as many weights as uids");
  const row: [number[], number[]] = [Array.from(uids), Array.from(weights)];
  if (!row.flat().every((value) => Number.isInteger(value) && value >= 0 && value <= 65_535)) {
    throw invalidWeights("a uid or a weight is not a whole number from 0 to 65535");
  }
  return row;
}

const invalidWeights = (reason: string) =>
  chainError({ code: "chain/invalid_argument", argument: "weights" }, `These weights cannot be sent: ${reason}.`, {
    remedy: "Use processWeights of @taostack/incentive, which makes legal weights of scores.",
  });
