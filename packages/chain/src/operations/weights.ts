import type { ChainAccess } from "../chain-access.js";
import { chainError } from "../errors.js";
import { rowsOf } from "../reads/weights.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import { submitWrite } from "../writes/write.js";

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
  async set(options: SetWeightsOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "weights.set", checked(options));
  }

  /** Commits to weights that are revealed in a later epoch. @throws `chain/CommittingWeightsTooFast` and as every write. */
  async commit(options: CommitWeightsOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "weights.commit", salted(options));
  }

  /** Shows what was committed, by exactly the same values. @throws `chain/RevealTooEarly` and as every write. */
  async reveal(options: CommitWeightsOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "weights.reveal", salted(options));
  }

  /** The rows of a subnet that are not empty, by uid. */
  async of(netuid: number): Promise<WeightRow[]> {
    return rowsOf(this.chain, "Weights", netuid);
  }
}

function checked({ uids, weights, versionKey = 0, ...options }: SetWeightsOptions) {
  if (uids.length !== weights.length) throw invalidWeights("there are not as many weights as uids");
  const row = { uids: Array.from(uids), weights: Array.from(weights) };
  if (![...row.uids, ...row.weights].every((value) => Number.isInteger(value) && value >= 0 && value <= 65_535)) {
    throw invalidWeights("a uid or a weight is not a whole number from 0 to 65535");
  }
  return { ...options, ...row, versionKey: BigInt(versionKey), mechanism: 0 };
}

const salted = ({ salt, ...options }: CommitWeightsOptions) => ({ ...checked(options), salt: Array.from(salt) });

const invalidWeights = (reason: string) =>
  chainError({ code: "chain/invalid_argument", argument: "weights" }, `These weights cannot be sent: ${reason}.`, {
    remedy: "Use processWeights of @taostack/incentive, which makes legal weights of scores.",
  });
