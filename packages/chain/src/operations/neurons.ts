import { type Rao, rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { type AxonInfo, axonOf, type StoredAxon } from "../encoding/axon.js";
import { encodeIp } from "../encoding/ip.js";
import { findEvent } from "../transactions/events.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";

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
    return rao(await this.chain.query<bigint>("SubtensorModule", "Burn", [netuid]));
  }

  /** `undefined` if the hotkey is not registered there. */
  async uid(netuid: number, hotkey: string): Promise<number | undefined> {
    return this.chain.query("SubtensorModule", "Uids", [netuid, hotkey]);
  }

  /** Pays `burn` and takes a uid. @throws `chain/HotKeyAlreadyRegisteredInSubNet` and as every write. */
  async register({
    netuid,
    hotkey,
    ...options
  }: RegisterNeuronOptions): Promise<{ readonly uid: number; readonly receipt: TxReceipt }> {
    const receipt = await this.chain.submit("SubtensorModule", "burned_register", [netuid, hotkey], options);
    return { uid: Number(findEvent(receipt.events, "SubtensorModule", "NeuronRegistered")?.data[1]), receipt };
  }

  /** Announces where the signing hotkey listens. @throws `chain/InvalidIpAddress`, `chain/ServingRateLimitExceeded` and as every write. */
  async serveAxon({ netuid, ip, port, protocol = 4, version = 1, ...options }: ServeAxonOptions): Promise<TxReceipt> {
    const { value, type } = encodeIp(ip);
    const args = [netuid, version, value, port, type, protocol, 0, 0];
    return this.chain.submit("SubtensorModule", "serve_axon", args, options);
  }

  /** `undefined` if the hotkey never announced itself. */
  async axon(netuid: number, hotkey: string): Promise<AxonInfo | undefined> {
    return axonOf(await this.chain.query<StoredAxon | undefined>("SubtensorModule", "Axons", [netuid, hotkey]));
  }
}
