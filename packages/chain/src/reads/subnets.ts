import { rao } from "@taostack/primitives";
import { fixed64ToNumber } from "../encoding/fixed-point.js";
import { subnetNotFound } from "../errors.js";
import { readHyperparameters } from "../operations/hyperparameters.js";
import type { Readers } from "./readers.js";
import { allDynamicInfo, dynamicInfo, identityOf, type StoredIdentity, subnetSummaries } from "./subnet-summary.js";

const SM = "SubtensorModule";
const API = "SubnetInfoRuntimeApi";

interface StoredState {
  readonly hotkeys: readonly string[];
  readonly coldkeys: readonly string[];
  readonly alphaStake: readonly bigint[];
  readonly taoStake: readonly bigint[];
  readonly totalStake: readonly bigint[];
  readonly emission: readonly bigint[];
  readonly dividends: readonly number[];
  readonly incentives: readonly number[];
}

interface StoredLease {
  readonly beneficiary: string;
  readonly coldkey: string;
  readonly hotkey: string;
  readonly emissionsShare: number;
  readonly endBlock: number | undefined;
  readonly cost: bigint;
}

export const subnets: Readers<"subnets"> = {
  list: async (chain) => subnetSummaries(chain, await allDynamicInfo(chain)),
  info: async (chain, { netuid }) => {
    const info = await dynamicInfo(chain, netuid);
    const [summary] = info ? await subnetSummaries(chain, [info]) : [];
    if (!summary) throw subnetNotFound(netuid);
    return summary;
  },
  exists: (chain, { netuid }) => chain.query(SM, "NetworksAdded", [netuid]),
  hyperparameters: (chain, { netuid }) => readHyperparameters(chain, netuid),
  settings: async (chain, { netuid }) => {
    const of = <T>(item: string) => chain.query<T>(SM, item, [netuid]);
    const [maxAllowedUids, minAllowedUids, immuneOwnerUids, bondsPenalty, recycleOrBurn, ownerHotkey, ownerCutEnabled] =
      await Promise.all([
        of<number>("MaxAllowedUids"),
        of<number>("MinAllowedUids"),
        of<number>("ImmuneOwnerUidsLimit"),
        of<number>("BondsPenalty"),
        of<"Burn" | "Recycle">("RecycleOrBurn"),
        of<string>("SubnetOwnerHotkey"),
        of<boolean>("OwnerCutEnabled"),
      ]);
    const [threshold, adminFreezeWindow] = await Promise.all([
      chain.query<bigint>(SM, "StakeThreshold"),
      chain.query<number>(SM, "AdminFreezeWindow"),
    ]);
    return {
      maxAllowedUids,
      minAllowedUids,
      immuneOwnerUids,
      bondsPenalty,
      recycleOrBurn,
      ownerHotkey,
      ownerCutEnabled,
      stakeThreshold: rao(threshold),
      adminFreezeWindow,
    };
  },
  identity: async (chain, { netuid }) => {
    const stored = await chain.query<StoredIdentity | undefined>(SM, "SubnetIdentitiesV3", [netuid]);
    return stored && identityOf(stored);
  },
  owner: async (chain, { netuid }) => {
    const [coldkey, hotkey] = await Promise.all([
      chain.query<string>(SM, "SubnetOwner", [netuid]),
      chain.query<string>(SM, "SubnetOwnerHotkey", [netuid]),
    ]);
    return { coldkey, hotkey };
  },
  creationCost: async (chain) =>
    rao(await chain.runtimeCall<bigint>("SubnetRegistrationRuntimeApi", "get_network_registration_cost")),
  toPrune: (chain) => chain.runtimeCall(API, "get_subnet_to_prune"),
  nextEpoch: async (chain, { netuid }) => {
    const block = await chain.runtimeCall<bigint | undefined>(API, "get_next_epoch_start_block", [netuid]);
    return block === undefined ? undefined : Number(block);
  },
  mechanisms: async (chain, { netuid }) => {
    const [count, most, split] = await Promise.all([
      chain.query<number>(SM, "MechanismCountCurrent", [netuid]),
      chain.query<number>(SM, "MaxMechanismCount"),
      chain.query<number[] | undefined>(SM, "MechanismEmissionSplit", [netuid]),
    ]);
    return { count, most, split };
  },
  flow: async (chain, { netuid }) => {
    type Found = readonly [block: bigint, flow: { readonly bits: bigint }];
    const found = await chain.query<Found | undefined>(SM, "SubnetEmaTaoFlow", [netuid]);
    return found && { block: Number(found[0]), flow: fixed64ToNumber(found[1].bits) / 1e9 };
  },
  emission: async (chain) =>
    (await allDynamicInfo(chain)).map(({ netuid, taoInEmission, alphaInEmission, alphaOutEmission }) => ({
      netuid,
      taoIn: rao(taoInEmission),
      alphaIn: rao(alphaInEmission),
      alphaOut: rao(alphaOutEmission),
    })),
  state: async (chain, { netuid }) => {
    const stored = await chain.runtimeCall<StoredState | undefined>(API, "get_subnet_state", [netuid]);
    if (!stored) throw subnetNotFound(netuid);
    return {
      hotkeys: stored.hotkeys,
      coldkeys: stored.coldkeys,
      alphaStake: BigUint64Array.from(stored.alphaStake),
      taoStake: BigUint64Array.from(stored.taoStake),
      totalStake: BigUint64Array.from(stored.totalStake),
      emission: BigUint64Array.from(stored.emission),
      dividends: Uint16Array.from(stored.dividends),
      incentive: Uint16Array.from(stored.incentives),
    };
  },
  account: (chain, { netuid }) => chain.runtimeCall(API, "get_subnet_account_id", [netuid]),
  lease: async (chain, { netuid }) => {
    const leaseId = await chain.query<number | undefined>(SM, "SubnetUidToLeaseId", [netuid]);
    if (leaseId === undefined) return undefined;
    const lease = await chain.query<StoredLease | undefined>(SM, "SubnetLeases", [leaseId]);
    return lease && { leaseId, ...lease, cost: rao(lease.cost) };
  },
  limits: async (chain) => {
    const [subnets, most, rateLimit, immunity, startDelay, minCost] = await Promise.all([
      chain.query<number>(SM, "TotalNetworks"),
      chain.query<number>(SM, "SubnetLimit"),
      chain.query<bigint>(SM, "NetworkRateLimit"),
      chain.query<bigint>(SM, "NetworkImmunityPeriod"),
      chain.query<bigint>(SM, "StartCallDelay"),
      chain.query<bigint>(SM, "NetworkMinLockCost"),
    ]);
    return {
      subnets,
      most,
      rateLimit: Number(rateLimit),
      immunity: Number(immunity),
      startDelay: Number(startDelay),
      minCost: rao(minCost),
    };
  },
};
