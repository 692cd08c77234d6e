import { rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { fixedToNumber } from "../encoding/fixed-point.js";
import type { TypeOf } from "../registry/index.js";
import type { registry } from "../registry/registry.js";
import { textOf } from "../runtime/names.js";
import { pricesOf } from "./swap.js";

/** One subnet, with price, pool and emission. */
export type SubnetSummary = TypeOf<typeof registry.subnets.operations.info.result>;
export type SubnetIdentity = NonNullable<SubnetSummary["identity"]>;

/** The fields of the chain's struct that are used. */
export interface DynamicInfo {
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
  readonly subnetIdentity: StoredIdentity | undefined;
  readonly movingPrice: { readonly bits: bigint };
}

export interface StoredIdentity {
  readonly subnetName: Uint8Array;
  readonly githubRepo: Uint8Array;
  readonly subnetContact: Uint8Array;
  readonly subnetUrl: Uint8Array;
  readonly discord: Uint8Array;
  readonly description: Uint8Array;
  readonly logoUrl: Uint8Array;
  readonly additional: Uint8Array;
}

/** All subnets, by netuid. */
export async function allDynamicInfo(chain: ChainReader): Promise<DynamicInfo[]> {
  const all = await chain.runtimeCall<(DynamicInfo | undefined)[]>("SubnetInfoRuntimeApi", "get_all_dynamic_info");
  return all.filter((info) => info !== undefined);
}

export const dynamicInfo = (chain: ChainReader, netuid: number): Promise<DynamicInfo | undefined> =>
  chain.runtimeCall("SubnetInfoRuntimeApi", "get_dynamic_info", [netuid]);

export async function subnetSummaries(chain: ChainReader, infos: readonly DynamicInfo[]): Promise<SubnetSummary[]> {
  const netuids = infos.map(({ netuid }) => netuid);
  const argLists = netuids.map((netuid) => [netuid]);
  const [neurons, prices] = await Promise.all([
    chain.queryMany<number>("SubtensorModule", "SubnetworkN", argLists),
    pricesOf(chain, netuids),
  ]);
  return infos.map((info, index) => summaryOf(info, neurons[index] ?? 0, prices.get(info.netuid) ?? 0n));
}

export const identityOf = (stored: StoredIdentity): SubnetIdentity => ({
  name: textOf(stored.subnetName),
  githubRepo: textOf(stored.githubRepo),
  contact: textOf(stored.subnetContact),
  url: textOf(stored.subnetUrl),
  discord: textOf(stored.discord),
  description: textOf(stored.description),
  logoUrl: textOf(stored.logoUrl),
  additional: textOf(stored.additional),
});

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
  identity: info.subnetIdentity && identityOf(info.subnetIdentity),
});
