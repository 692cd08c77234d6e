import { nextEpochBlock } from "@taostack/incentive";
import { defineRuntimeApi, method, type ReadContext } from "../../frame/index.js";
import { scheduleOf } from "../../pallets/subtensor/epoch/schedule.js";
import { networkToPrune } from "../../pallets/subtensor/networks/create.js";
import { allNetuids, ROOT, subnetExists } from "../../pallets/subtensor/networks/networks.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { subnetAccount } from "../../pallets/subtensor/tao/system-accounts.js";
import { accountId, option, type ScaleType, u8, u16, u64, vec } from "../../scale/index.js";
import { readHyperparameters, readHyperparametersV2, readHyperparametersV3 } from "./hyperparameters.js";
import { readAllMechagraphs, readAllMetagraphs, readMechagraph, readMetagraph, readSelective } from "./metagraph.js";
import { readDynamicInfo, readSubnetInfo, readSubnetInfoV2, readSubnetState } from "./subnets.js";
import { hyperparamEntry, subnetHyperparams, subnetHyperparamsV2 } from "./types/hyperparameters.js";
import { metagraph, selectiveMetagraph } from "./types/metagraph.js";
import { dynamicInfo, subnetInfo, subnetInfov2, subnetState } from "./types/subnet.js";

type Read<T> = (at: ReadContext, netuid: number) => T;

/** A method that answers for one subnet, with none for one that does not exist. */
const ofSubnet = <T>(result: ScaleType<T>, read: Read<T>) =>
  method({
    params: { netuid: u16 },
    result: option(result),
    run: (at, { netuid }) => (subnetExists(at, netuid) ? read(at, netuid) : undefined),
  });

/** A method that answers for all networks, root included. */
const ofAll = <T>(result: ScaleType<T>, read: Read<T>) =>
  method({
    params: {},
    result: vec(option(result)),
    run: (at) => allNetuids(at).map((netuid) => read(at, netuid)),
  });

export const subnetInfoApi = defineRuntimeApi({
  name: "SubnetInfoRuntimeApi",
  version: 2,
  methods: {
    get_subnet_info: ofSubnet(subnetInfo, readSubnetInfo),
    get_subnets_info: ofAll(subnetInfo, readSubnetInfo),
    get_subnet_info_v2: ofSubnet(subnetInfov2, readSubnetInfoV2),
    get_subnets_info_v2: ofAll(subnetInfov2, readSubnetInfoV2),
    get_subnet_hyperparams: ofSubnet(subnetHyperparams, readHyperparameters),
    get_subnet_hyperparams_v2: ofSubnet(subnetHyperparamsV2, readHyperparametersV2),
    get_subnet_hyperparams_v3: ofSubnet(vec(hyperparamEntry), readHyperparametersV3),
    get_all_dynamic_info: ofAll(dynamicInfo, readDynamicInfo),
    get_all_metagraphs: method({ params: {}, result: vec(option(metagraph)), run: readAllMetagraphs }),
    get_metagraph: method({
      params: { netuid: u16 },
      result: option(metagraph),
      run: (at, { netuid }) => readMetagraph(at, netuid),
    }),
    get_all_mechagraphs: method({ params: {}, result: vec(option(metagraph)), run: readAllMechagraphs }),
    get_mechagraph: method({
      params: { netuid: u16, mecid: u8 },
      result: option(metagraph),
      run: (at, { netuid, mecid }) => readMechagraph(at, netuid, mecid),
    }),
    get_dynamic_info: ofSubnet(dynamicInfo, readDynamicInfo),
    get_subnet_state: ofSubnet(subnetState, readSubnetState),
    get_selective_metagraph: method({
      params: { netuid: u16, metagraph_indexes: vec(u16) },
      result: option(selectiveMetagraph),
      run: (at, { netuid, metagraph_indexes }) => readSelective(at, netuid, metagraph_indexes),
    }),
    get_coldkey_auto_stake_hotkey: method({
      params: { coldkey: accountId, netuid: u16 },
      result: option(accountId),
      run: (at, { coldkey, netuid }) => storage.AutoStakeDestination.get(at, coldkey, netuid),
    }),
    get_selective_mechagraph: method({
      params: { netuid: u16, subid: u8, metagraph_indexes: vec(u16) },
      result: option(selectiveMetagraph),
      run: (at, { netuid, subid, metagraph_indexes }) => readSelective(at, netuid, metagraph_indexes, subid),
    }),
    get_subnet_to_prune: method({ params: {}, result: option(u16), run: (at) => networkToPrune(at) }),
    get_subnet_account_id: ofSubnet(accountId, (_, netuid) => subnetAccount(netuid)),
    get_next_epoch_start_block: method({
      params: { netuid: u16 },
      result: option(u64),
      run: (at, { netuid }) => nextEpoch(at, netuid),
    }),
  },
});

function nextEpoch(at: ReadContext, netuid: number): bigint | undefined {
  if (netuid === ROOT || !subnetExists(at, netuid)) return undefined;
  const block = nextEpochBlock(scheduleOf(at, netuid));
  return block === undefined ? undefined : BigInt(block);
}
