import type { Rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import type { SubnetSummary } from "../reads/subnet-summary.js";
import { subnets as reads } from "../reads/subnets.js";
import { priceOf } from "../reads/swap.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import { submitWrite } from "../writes/write.js";
import {
  type HyperparameterChange,
  readHyperparameters,
  type SubnetHyperparameters,
  setHyperparameter,
} from "./hyperparameters.js";

/** Subnets: what they are, what they cost, how they are set. */
export class Subnets {
  constructor(readonly chain: ChainAccess) {}

  /** All subnets, the root network included, by netuid. */
  async list(): Promise<SubnetSummary[]> {
    return [...(await reads.list(this.chain, {}))];
  }

  /** @throws `chain/subnet_not_found`. */
  async info(netuid: number): Promise<SubnetSummary> {
    return reads.info(this.chain, { netuid });
  }

  async exists(netuid: number): Promise<boolean> {
    return reads.exists(this.chain, { netuid });
  }

  /** Rao for one alpha (10^9 units). */
  async price(netuid: number): Promise<Rao> {
    return priceOf(this.chain, netuid);
  }

  /** @throws `chain/subnet_not_found`. */
  hyperparameters(netuid: number): Promise<SubnetHyperparameters> {
    return readHyperparameters(this.chain, netuid);
  }

  /** What creating a subnet costs in this block. */
  async lockCost(): Promise<Rao> {
    return reads.creationCost(this.chain, {});
  }

  /**
   * Creates a subnet; the signer's coldkey owns it, and `hotkey` is its first neuron.
   * @throws `chain/CannotAffordLockCost`, `chain/NetworkTxRateLimitExceeded` and as every write.
   */
  async register(
    options: WriteOptions & { readonly hotkey: string },
  ): Promise<{ readonly netuid: number; readonly receipt: TxReceipt }> {
    const receipt = await submitWrite<number>(this.chain, "subnets.create", options);
    return { netuid: receipt.outcome, receipt };
  }

  /** Starts a new subnet, once: until then its alpha cannot be staked. @throws `chain/BadOrigin` for anyone but its owner, and as every write. */
  async startCall(options: WriteOptions & { readonly netuid: number }): Promise<TxReceipt> {
    return submitWrite(this.chain, "subnets.start", options);
  }

  /** @throws as `setHyperparameter`. */
  setHyperparameter(change: HyperparameterChange): Promise<TxReceipt> {
    return setHyperparameter(this.chain, change);
  }
}
