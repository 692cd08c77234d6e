import { defineRuntimeApi, method, type Readable, type ReadContext } from "../../frame/index.js";
import { subnetExists } from "../../pallets/subtensor/networks/networks.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { NO_AXON, NO_PROMETHEUS } from "../../pallets/subtensor/types.js";
import { option, u16, vec } from "../../scale/index.js";
import { type NeuronInfo, type NeuronInfoLite, neuronInfo, neuronInfoLite } from "./types/neuron.js";

/** No longer computed; clients of old expect the field. */
const PRUNING_SCORE = 65_535;

/** Columns of a subnet that every neuron's answer takes its entry from. Read once for all of them. */
const columnsOf = (at: Readable, netuid: number) => ({
  active: storage.Active.get(at, netuid),
  emission: storage.Emission.get(at, netuid),
  incentive: storage.Incentive.get(at, netuid),
  consensus: storage.Consensus.get(at, netuid),
  validatorTrust: storage.ValidatorTrust.get(at, netuid),
  dividends: storage.Dividends.get(at, netuid),
  lastUpdate: storage.LastUpdate.get(at, netuid),
  validatorPermit: storage.ValidatorPermit.get(at, netuid),
});
type Columns = ReturnType<typeof columnsOf>;

function readLite(at: Readable, netuid: number, uid: number, columns: Columns): NeuronInfoLite {
  const hotkey = storage.Keys.get(at, netuid, uid);
  const coldkey = storage.Owner.get(at, hotkey);
  return {
    hotkey,
    coldkey,
    uid,
    netuid,
    active: columns.active[uid] ?? false,
    axon_info: storage.Axons.get(at, netuid, hotkey) ?? NO_AXON,
    prometheus_info: storage.Prometheus.get(at, netuid, hotkey) ?? NO_PROMETHEUS,
    stake: [[coldkey, storage.TotalHotkeyAlpha.get(at, hotkey, netuid)]],
    rank: 0,
    emission: columns.emission[uid] ?? 0n,
    incentive: columns.incentive[uid] ?? 0,
    consensus: columns.consensus[uid] ?? 0,
    trust: 0,
    validator_trust: columns.validatorTrust[uid] ?? 0,
    dividends: columns.dividends[uid] ?? 0,
    last_update: columns.lastUpdate[uid] ?? 0n,
    validator_permit: columns.validatorPermit[uid] ?? false,
    pruning_score: PRUNING_SCORE,
  };
}

const withoutZeros = (pairs: [number, number][]): [number, number][] => pairs.filter(([, value]) => value > 0);

function readFull(at: Readable, netuid: number, uid: number, columns: Columns): NeuronInfo {
  return {
    ...readLite(at, netuid, uid, columns),
    weights: withoutZeros(storage.Weights.get(at, netuid, uid)),
    bonds: withoutZeros(storage.Bonds.get(at, netuid, uid)),
  };
}

type ReadNeuron<T> = (at: Readable, netuid: number, uid: number, columns: Columns) => T;

function readAll<T>(at: ReadContext, netuid: number, read: ReadNeuron<T>): T[] {
  if (!subnetExists(at, netuid)) return [];
  const columns = columnsOf(at, netuid);
  const length = storage.SubnetworkN.get(at, netuid);
  return Array.from({ length }, (_, uid) => read(at, netuid, uid, columns));
}

function readOne<T>(at: ReadContext, netuid: number, uid: number, read: ReadNeuron<T>): T | undefined {
  return storage.Keys.has(at, netuid, uid) ? read(at, netuid, uid, columnsOf(at, netuid)) : undefined;
}

const one = { netuid: u16, uid: u16 } as const;

export const neuronInfoApi = defineRuntimeApi({
  name: "NeuronInfoRuntimeApi",
  version: 1,
  methods: {
    get_neurons: method({
      params: { netuid: u16 },
      result: vec(neuronInfo),
      run: (at, { netuid }) => readAll(at, netuid, readFull),
    }),
    get_neuron: method({
      params: one,
      result: option(neuronInfo),
      run: (at, { netuid, uid }) => readOne(at, netuid, uid, readFull),
    }),
    get_neurons_lite: method({
      params: { netuid: u16 },
      result: vec(neuronInfoLite),
      run: (at, { netuid }) => readAll(at, netuid, readLite),
    }),
    get_neuron_lite: method({
      params: one,
      result: option(neuronInfoLite),
      run: (at, { netuid, uid }) => readOne(at, netuid, uid, readLite),
    }),
  },
});
