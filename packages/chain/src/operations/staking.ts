import { type Rao, rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { positionsOf, staking as reads } from "../reads/staking.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import { submitWrite } from "../writes/write.js";

export interface StakeKey {
  /** ss58. */
  readonly hotkey: string;
  /** ss58. */
  readonly coldkey: string;
  readonly netuid: number;
}

export interface StakePosition extends StakeKey {
  /** Alpha of the subnet, 10^9 units each; TAO on the root network. */
  readonly stake: Rao;
  /** The hotkey is a neuron of the subnet. */
  readonly isRegistered: boolean;
}

export interface StakeOptions extends WriteOptions {
  /** ss58. */
  readonly hotkey: string;
  readonly netuid: number;
  /** TAO (rao) when staking, alpha when unstaking; without a limit, more than there is unstakes all. */
  readonly amount: Rao;
  /** Rao for one alpha: pay no more, or take no less. Without it any price will do. */
  readonly limitPrice?: Rao;
  /** With `limitPrice`: trade what the limit allows rather than nothing. */
  readonly allowPartial?: boolean;
}

/** Stake: alpha that a coldkey holds on a hotkey of a subnet. */
export class Staking {
  constructor(readonly chain: ChainAccess) {}

  /** 0 if there is no such position. */
  async stakeOf(key: StakeKey): Promise<Rao> {
    return reads.get(this.chain, key);
  }

  /** All positions of a coldkey that hold something. */
  async list(coldkey: string): Promise<StakePosition[]> {
    return (await positionsOf(this.chain, coldkey)).map(({ hotkey, netuid, stake, isRegistered }) => ({
      hotkey,
      coldkey,
      netuid,
      stake: rao(stake),
      isRegistered,
    }));
  }

  /** Buys the subnet's alpha with TAO and stakes it. @throws `chain/SlippageTooHigh`, `chain/SubtokenDisabled` and as every write. */
  async add(options: StakeOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "staking.add", { allowPartial: false, ...options });
  }

  /** Unstakes alpha and sells it for TAO. @throws `chain/SlippageTooHigh`, `chain/NotEnoughStakeToWithdraw` and as every write. */
  async remove(options: StakeOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "staking.remove", { allowPartial: false, ...options });
  }
}
