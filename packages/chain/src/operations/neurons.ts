import type { Rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import type { AxonInfo } from "../encoding/axon.js";
import { neurons as reads } from "../reads/neurons.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import { submitWrite } from "../writes/write.js";

export interface RegisterNeuronOptions extends WriteOptions {
  readonly netuid: number;
  /** ss58; the signer's coldkey will own it. */
  readonly hotkey: string;
}

export interface ServeAxonOptions extends WriteOptions {
  readonly netuid: number;
  /** IPv4 or IPv6 that others can reach; the chain refuses 127.0.0.1 and ::1. */
  readonly ip: string;
  readonly port: number;
  /** 4 by default, as the Python tools send. */
  readonly protocol?: number;
  /** Version of the neuron's software as one number; 1 by default. */
  readonly version?: number;
}

/** Neurons: registered hotkeys and where they listen. */
export class Neurons {
  constructor(readonly chain: ChainAccess) {}

  /** What registering on the subnet costs in this block. */
  async burn(netuid: number): Promise<Rao> {
    return reads.registrationCost(this.chain, { netuid });
  }

  /** `undefined` if the hotkey is not registered there. */
  async uid(netuid: number, hotkey: string): Promise<number | undefined> {
    return reads.uid(this.chain, { netuid, hotkey });
  }

  /** Pays `burn` and takes a uid. @throws `chain/HotKeyAlreadyRegisteredInSubNet` and as every write. */
  async register(options: RegisterNeuronOptions): Promise<{ readonly uid: number; readonly receipt: TxReceipt }> {
    const receipt = await submitWrite<number>(this.chain, "neurons.register", options);
    return { uid: receipt.outcome, receipt };
  }

  /** Announces where the signing hotkey listens. @throws `chain/InvalidIpAddress`, `chain/ServingRateLimitExceeded` and as every write. */
  async serveAxon(options: ServeAxonOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "neurons.serveAxon", { protocol: 4, version: 1, ...options });
  }

  /** `undefined` if the hotkey never announced itself. */
  async axon(netuid: number, hotkey: string): Promise<AxonInfo | undefined> {
    return reads.axon(this.chain, { netuid, hotkey });
  }
}
