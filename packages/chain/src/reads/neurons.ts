import { rao } from "@taostack/primitives";
import { axonOf, prometheusOf, type StoredAxon, type StoredPrometheus } from "../encoding/axon.js";
import type { Readers } from "./readers.js";

interface StoredNeuron {
  readonly hotkey: string;
  readonly coldkey: string;
  readonly uid: number;
  readonly netuid: number;
  readonly active: boolean;
  readonly axonInfo: StoredAxon;
  readonly prometheusInfo: StoredPrometheus;
  readonly stake: readonly (readonly [coldkey: string, stake: bigint])[];
  readonly emission: bigint;
  readonly incentive: number;
  readonly consensus: number;
  readonly validatorTrust: number;
  readonly dividends: number;
  readonly lastUpdate: bigint;
  readonly validatorPermit: boolean;
}

const API = "NeuronInfoRuntimeApi";
const SM = "SubtensorModule";

export const neurons: Readers<"neurons"> = {
  get: async (chain, { netuid, uid }) => {
    const found = await chain.runtimeCall<StoredNeuron | undefined>(API, "get_neuron_lite", [netuid, uid]);
    return found && neuronOf(found);
  },
  list: async (chain, { netuid }) =>
    (await chain.runtimeCall<StoredNeuron[]>(API, "get_neurons_lite", [netuid])).map(neuronOf),
  uid: (chain, { netuid, hotkey }) => chain.query(SM, "Uids", [netuid, hotkey]),
  subnetsOf: async (chain, { hotkey }) => {
    const found = await chain.entries<[string, number], boolean>(SM, "IsNetworkMember", [hotkey]);
    return found
      .filter(([, isMember]) => isMember)
      .map(([[, netuid]]) => netuid)
      .sort((a, b) => a - b);
  },
  count: async (chain, { netuid }) => {
    const [registered, most] = await Promise.all([
      chain.query<number>(SM, "SubnetworkN", [netuid]),
      chain.query<number>(SM, "MaxAllowedUids", [netuid]),
    ]);
    return { registered, most };
  },
  registrationCost: async (chain, { netuid }) => rao(await chain.query<bigint>(SM, "Burn", [netuid])),
  registeredAt: async (chain, { netuid, uid }) =>
    Number(await chain.query<bigint>(SM, "BlockAtRegistration", [netuid, uid])),
  axon: async (chain, { netuid, hotkey }) =>
    axonOf(await chain.query<StoredAxon | undefined>(SM, "Axons", [netuid, hotkey])),
  prometheus: async (chain, { netuid, hotkey }) =>
    prometheusOf(await chain.query<StoredPrometheus | undefined>(SM, "Prometheus", [netuid, hotkey])),
  certificate: (chain, { netuid, hotkey }) => chain.query(SM, "NeuronCertificates", [netuid, hotkey]),
  evmAddress: async (chain, { netuid, uid }) => {
    type Found = readonly [address: string, block: bigint];
    const found = await chain.query<Found | undefined>(SM, "AssociatedEvmAddress", [netuid, uid]);
    return found && { address: found[0], block: Number(found[1]) };
  },
  votingPower: async (chain, { netuid }) => {
    const found = await chain.entries<[number, string], bigint>(SM, "VotingPower", [netuid]);
    return {
      hotkeys: found.map(([[, hotkey]]) => hotkey),
      power: BigUint64Array.from(found, ([, power]) => power),
    };
  },
};

const neuronOf = ({ axonInfo, prometheusInfo, stake, emission, lastUpdate, ...neuron }: StoredNeuron) => ({
  netuid: neuron.netuid,
  uid: neuron.uid,
  hotkey: neuron.hotkey,
  coldkey: neuron.coldkey,
  stake: rao(stake.reduce((sum, [, each]) => sum + each, 0n)),
  active: neuron.active,
  validatorPermit: neuron.validatorPermit,
  incentive: neuron.incentive,
  dividends: neuron.dividends,
  consensus: neuron.consensus,
  validatorTrust: neuron.validatorTrust,
  emission: rao(emission),
  lastUpdate: Number(lastUpdate),
  axon: axonOf(axonInfo),
  prometheus: prometheusOf(prometheusInfo),
});
