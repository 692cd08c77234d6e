import { isCodedError, type Rao, rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { subnetNotFound } from "../errors.js";
import { textOf } from "../runtime/names.js";
import { findEvent } from "../transactions/events.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import {
  type HyperparameterChange,
  readHyperparameters,
  type SubnetHyperparameters,
  setHyperparameter,
} from "./hyperparameters.js";

export interface SubnetSummary {
  readonly netuid: number;
  readonly name: string;
  readonly symbol: string;
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  /** Blocks between two epochs. */
  readonly tempo: number;
  readonly blocksSinceLastStep: number;
  /** Registered neurons. */
  readonly neurons: number;
  /** Rao for one alpha, which is 10^9 units; 10^9 on the root network. */
  readonly price: Rao;
  /** TAO for one alpha, smoothed over weeks: what emission goes by. */
  readonly movingPrice: number;
  /** The pool. */
  readonly taoIn: Rao;
  readonly alphaIn: Rao;
  /** Alpha in circulation. */
  readonly alphaOut: Rao;
  /** What the last block added to the pool and to circulation. */
  readonly taoInEmission: Rao;
  readonly alphaInEmission: Rao;
  readonly alphaOutEmission: Rao;
  /** Rao traded since the beginning. */
  readonly volume: bigint;
  /** Block of its creation. */
  readonly registeredAt: number;
}

interface DynamicInfo {
  readonly netuid: number;
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  readonly subnetName: readonly number[];
  readonly tokenSymbol: readonly number[];
  readonly tempo: number;
  readonly blocksSinceLastStep: bigint;
  readonly alphaIn: bigint;
  readonly alphaOut: bigint;
  readonly taoIn: bigint;
  readonly alphaOutEmission: bigint;
  readonly alphaInEmission: bigint;
  readonly taoInEmission: bigint;
  readonly subnetVolume: bigint;
  readonly networkRegisteredAt: bigint;
  readonly movingPrice: { readonly bits: bigint };
}

/** Subnets: what they are, what they cost, how they are set. */
export class Subnets {
  constructor(readonly chain: ChainAccess) {}

  /** All subnets, the root network included, by netuid. */
  async list(): Promise<SubnetSummary[]> {
    const all = await this.chain.runtimeCall<(DynamicInfo | undefined)[]>(
      "SubnetInfoRuntimeApi",
      "get_all_dynamic_info",
    );
    return this.#summaries(all.filter((info) => info !== undefined));
  }

  /** @throws `chain/subnet_not_found`. */
  async info(netuid: number): Promise<SubnetSummary> {
    const info = await this.chain.runtimeCall<DynamicInfo | undefined>("SubnetInfoRuntimeApi", "get_dynamic_info", [
      netuid,
    ]);
    const [summary] = info ? await this.#summaries([info]) : [];
    if (!summary) throw subnetNotFound(netuid);
    return summary;
  }

  async exists(netuid: number): Promise<boolean> {
    return this.chain.query("SubtensorModule", "NetworksAdded", [netuid]);
  }

  /** Rao for one alpha (10^9 units). */
  async price(netuid: number): Promise<Rao> {
    return rao(await this.chain.runtimeCall<bigint>("SwapRuntimeApi", "current_alpha_price", [netuid]));
  }

  /** @throws `chain/subnet_not_found`. */
  hyperparameters(netuid: number): Promise<SubnetHyperparameters> {
    return readHyperparameters(this.chain, netuid);
  }

  /** What creating a subnet costs in this block. */
  async lockCost(): Promise<Rao> {
    return rao(await this.chain.runtimeCall<bigint>("SubnetRegistrationRuntimeApi", "get_network_registration_cost"));
  }

  /**
   * Creates a subnet; the signer's coldkey owns it, and `hotkey` is its first neuron.
   * @throws `chain/CannotAffordLockCost`, `chain/NetworkTxRateLimitExceeded` and as every write.
   */
  async register({
    hotkey,
    ...options
  }: WriteOptions & { readonly hotkey: string }): Promise<{ readonly netuid: number; readonly receipt: TxReceipt }> {
    const receipt = await this.chain.submit("SubtensorModule", "register_network", [hotkey], options);
    return { netuid: Number(findEvent(receipt.events, "SubtensorModule", "NetworkAdded")?.data[0]), receipt };
  }

  /** Starts a new subnet, once: until then its alpha cannot be staked. @throws `chain/BadOrigin` for anyone but its owner, and as every write. */
  async startCall({ netuid, ...options }: WriteOptions & { readonly netuid: number }): Promise<TxReceipt> {
    return this.chain.submit("SubtensorModule", "start_call", [netuid], options);
  }

  /** @throws as `setHyperparameter`. */
  setHyperparameter(change: HyperparameterChange): Promise<TxReceipt> {
    return setHyperparameter(this.chain, change);
  }

  async #summaries(infos: readonly DynamicInfo[]): Promise<SubnetSummary[]> {
    const netuids = infos.map(({ netuid }) => netuid);
    const [neurons, prices] = await Promise.all([
      this.chain.queryMany<number>(
        "SubtensorModule",
        "SubnetworkN",
        netuids.map((netuid) => [netuid]),
      ),
      this.#prices(netuids),
    ]);
    return infos.map((info, index) => summaryOf(info, neurons[index] ?? 0, prices.get(info.netuid) ?? 0n));
  }

  /** In one call if there are several and the chain has it; older ones are asked for each. */
  async #prices(netuids: readonly number[]): Promise<Map<number, bigint>> {
    if (netuids.length > 1) {
      try {
        type Price = { readonly netuid: number; readonly price: bigint };
        const all = await this.chain.runtimeCall<Price[]>("SwapRuntimeApi", "current_alpha_price_all");
        return new Map(all.map(({ netuid, price }) => [netuid, price]));
      } catch (error) {
        if (!isCodedError(error, "chain/unsupported")) throw error;
      }
    }
    return new Map(await Promise.all(netuids.map(async (netuid) => [netuid, await this.price(netuid)] as const)));
  }
}

const summaryOf = (info: DynamicInfo, neurons: number, price: bigint): SubnetSummary => ({
  netuid: info.netuid,
  name: textOf(info.subnetName),
  symbol: textOf(info.tokenSymbol),
  ownerHotkey: info.ownerHotkey,
  ownerColdkey: info.ownerColdkey,
  tempo: info.tempo,
  blocksSinceLastStep: Number(info.blocksSinceLastStep),
  neurons,
  price: rao(price),
  movingPrice: fixedToNumber(info.movingPrice.bits),
  taoIn: rao(info.taoIn),
  alphaIn: rao(info.alphaIn),
  alphaOut: rao(info.alphaOut),
  taoInEmission: rao(info.taoInEmission),
  alphaInEmission: rao(info.alphaInEmission),
  alphaOutEmission: rao(info.alphaOutEmission),
  volume: info.subnetVolume,
  registeredAt: Number(info.networkRegisteredAt),
});

/** I96F32: the last 32 bits are the fraction. For display; the bits themselves are exact. */
export const fixedToNumber = (bits: bigint): number => Number(bits) / 2 ** 32;
