import { read } from "../operation.js";
import {
  alpha,
  blockNumber,
  blocks,
  boolean,
  coldkey,
  column,
  count,
  hotkey,
  list,
  maybe,
  netuid,
  number,
  oneOf,
  required,
  struct,
  tao,
  u8,
  u16,
  u32,
} from "../types/build.js";
import { subnetIdentity } from "./subnet-identity.js";
import { hyperparameters, subnet, subnetUses } from "./subnet-shapes.js";

const on = { netuid: required(netuid, "of the subnet") };
const flow = struct({
  block: required(blockNumber, "of the last update"),
  flow: required(number, "TAO that flows in for each block, smoothed"),
});

/** What can be asked about subnets. */
export const subnetReads = {
  list: read({
    summary: "All subnets, the root network included, with price, pool and emission.",
    arguments: {},
    result: list(subnet),
    uses: subnetUses,
  }),
  info: read({
    summary: "One subnet, with price, pool and emission.",
    arguments: on,
    result: subnet,
    uses: subnetUses,
  }),
  exists: read({
    summary: "Whether there is such a subnet.",
    arguments: on,
    result: boolean,
    uses: { storage: ["SubtensorModule.NetworksAdded"] },
  }),
  hyperparameters: read({
    summary: "The settings of a subnet.",
    arguments: on,
    result: hyperparameters,
    uses: { apis: ["SubnetInfoRuntimeApi.get_subnet_hyperparams_v2"] },
  }),
  settings: read({
    summary: "Settings of a subnet that the chain does not give with the others.",
    arguments: on,
    result: struct({
      maxAllowedUids: required(count, "neurons that it takes"),
      minAllowedUids: required(count, "the least that its owner may trim it to"),
      immuneOwnerUids: required(count, "neurons of the owner that are never replaced"),
      bondsPenalty: required(u16, "of 65535"),
      recycleOrBurn: required(oneOf("Burn", "Recycle"), "what becomes of the miners' part that nobody earns"),
      ownerHotkey: required(hotkey, "that gets the owner's part"),
      ownerCutEnabled: required(boolean, "the owner gets a part"),
      stakeThreshold: required(tao, "stake that setting weights asks for, of the whole chain"),
      adminFreezeWindow: required(blocks, "before an epoch in which nothing may be set, of the whole chain"),
    }),
    uses: {
      storage: [
        "SubtensorModule.MaxAllowedUids",
        "SubtensorModule.MinAllowedUids",
        "SubtensorModule.ImmuneOwnerUidsLimit",
        "SubtensorModule.BondsPenalty",
        "SubtensorModule.RecycleOrBurn",
        "SubtensorModule.SubnetOwnerHotkey",
        "SubtensorModule.OwnerCutEnabled",
        "SubtensorModule.StakeThreshold",
        "SubtensorModule.AdminFreezeWindow",
      ],
    },
  }),
  identity: read({
    summary: "What the owner of a subnet says of it.",
    arguments: on,
    result: maybe(subnetIdentity),
    uses: { storage: ["SubtensorModule.SubnetIdentitiesV3"] },
  }),
  owner: read({
    summary: "Who owns a subnet.",
    arguments: on,
    result: struct({ coldkey: required(coldkey, "of the owner"), hotkey: required(hotkey, "of the owner") }),
    uses: { storage: ["SubtensorModule.SubnetOwner", "SubtensorModule.SubnetOwnerHotkey"] },
  }),
  creationCost: read({
    summary: "What creating a subnet costs in this block.",
    arguments: {},
    result: tao,
    uses: { apis: ["SubnetRegistrationRuntimeApi.get_network_registration_cost"] },
  }),
  toPrune: read({
    summary: "The subnet that the next new one would replace, if the chain is full.",
    arguments: {},
    result: maybe(netuid),
    uses: { apis: ["SubnetInfoRuntimeApi.get_subnet_to_prune"] },
  }),
  nextEpoch: read({
    summary: "The block in which the next epoch of a subnet begins.",
    arguments: on,
    result: maybe(blockNumber),
    uses: { apis: ["SubnetInfoRuntimeApi.get_next_epoch_start_block"] },
  }),
  mechanisms: read({
    summary: "How many mechanisms a subnet has, and how its emission is split among them.",
    arguments: on,
    result: struct({
      count: required(count, "of mechanisms"),
      most: required(count, "of mechanisms that a subnet may have"),
      split: required(maybe(list(u16)), "of 65535; even if there is none"),
    }),
    uses: {
      storage: [
        "SubtensorModule.MechanismCountCurrent",
        "SubtensorModule.MaxMechanismCount",
        "SubtensorModule.MechanismEmissionSplit",
      ],
    },
  }),
  flow: read({
    summary: "The smoothed flow of TAO into a subnet, which its share of the emission follows.",
    arguments: on,
    result: maybe(flow),
    uses: { storage: ["SubtensorModule.SubnetEmaTaoFlow"] },
  }),
  emission: read({
    summary: "What one block adds to each subnet: TAO and alpha into its pool, alpha into circulation.",
    arguments: {},
    result: list(
      struct({
        netuid: required(netuid, "of the subnet"),
        taoIn: required(tao, "into the pool"),
        alphaIn: required(alpha, "into the pool"),
        alphaOut: required(alpha, "into circulation"),
      }),
    ),
    uses: { apis: ["SubnetInfoRuntimeApi.get_all_dynamic_info"] },
  }),
  state: read({
    summary: "The neurons of a subnet in columns, with the stake of each in all its parts.",
    arguments: on,
    result: struct({
      hotkeys: required(list(hotkey), "by uid"),
      coldkeys: required(list(coldkey), "by uid"),
      alphaStake: required(column("u64"), "alpha"),
      taoStake: required(column("u64"), "TAO on root, not yet weighted"),
      totalStake: required(column("u64"), "what counts in consensus"),
      emission: required(column("u64"), "alpha of the last epoch"),
      dividends: required(column("u16"), "of 65535"),
      incentive: required(column("u16"), "of 65535"),
    }),
    uses: { apis: ["SubnetInfoRuntimeApi.get_subnet_state"] },
  }),
  account: read({
    summary: "The account that holds a subnet's TAO.",
    arguments: on,
    result: maybe(coldkey),
    uses: { apis: ["SubnetInfoRuntimeApi.get_subnet_account_id"] },
  }),
  lease: read({
    summary: "The lease under which a subnet was made, if it was.",
    arguments: on,
    result: maybe(
      struct({
        leaseId: required(u32, "of the lease"),
        beneficiary: required(coldkey, "who runs it"),
        coldkey: required(coldkey, "that owns it meanwhile"),
        hotkey: required(hotkey, "that owns it meanwhile"),
        emissionsShare: required(u8, "percent of the owner's part that the contributors get"),
        endBlock: required(maybe(blockNumber), "after which it may be ended; never without"),
        cost: required(tao, "what it was made for"),
      }),
    ),
    uses: { storage: ["SubtensorModule.SubnetUidToLeaseId", "SubtensorModule.SubnetLeases"] },
  }),
  limits: read({
    summary: "What the chain allows of new subnets.",
    arguments: {},
    result: struct({
      subnets: required(count, "now"),
      most: required(count, "as many as there may be"),
      rateLimit: required(blocks, "between two new ones"),
      immunity: required(blocks, "in which a new one is not replaced"),
      startDelay: required(blocks, "before a new one may be started"),
      minCost: required(tao, "the least that creating one costs"),
    }),
    uses: {
      storage: [
        "SubtensorModule.TotalNetworks",
        "SubtensorModule.SubnetLimit",
        "SubtensorModule.NetworkRateLimit",
        "SubtensorModule.NetworkImmunityPeriod",
        "SubtensorModule.StartCallDelay",
        "SubtensorModule.NetworkMinLockCost",
      ],
    },
  }),
};
