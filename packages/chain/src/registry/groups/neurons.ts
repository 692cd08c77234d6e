import { fromEvent, group, preparedWrite, read, subtensor, write } from "../operation.js";
import {
  alpha,
  blockNumber,
  boolean,
  bytes,
  coldkey,
  column,
  count,
  evmAddress,
  fraction,
  hotkey,
  ip,
  list,
  maybe,
  netuid,
  optional,
  port,
  required,
  struct,
  tao,
  u8,
  uid,
  version,
  withDefault,
} from "../types/build.js";

const axon = struct({
  ip: required(ip, "where it listens"),
  port: required(port, "where it listens"),
  protocol: required(u8, "a number of the neuron's choice; the Python tools send 4"),
  version: required(version, "of the neuron's software"),
  block: required(blockNumber, "of the announcement"),
});
const prometheus = struct({
  ip: required(ip, "where its metrics are"),
  port: required(port, "where its metrics are"),
  version: required(version, "of the neuron's software"),
  block: required(blockNumber, "of the announcement"),
});
const neuron = struct({
  netuid: required(netuid, "of the subnet"),
  uid: required(uid, "its place on the subnet"),
  hotkey: required(hotkey, "its key"),
  coldkey: required(coldkey, "its owner"),
  stake: required(alpha, "all stake on the hotkey"),
  active: required(boolean, "it set weights lately"),
  validatorPermit: required(boolean, "it may set weights"),
  incentive: required(fraction, "share of what miners earn"),
  dividends: required(fraction, "share of what validators earn"),
  consensus: required(fraction, "of the validators about it"),
  validatorTrust: required(fraction, "how far the others agree with its weights"),
  emission: required(alpha, "of the last epoch"),
  lastUpdate: required(blockNumber, "of its last weights; 0 for never"),
  axon: required(maybe(axon), "where it listens, if it does"),
  prometheus: required(maybe(prometheus), "where its metrics are, if they are"),
});

const where = {
  netuid: required(netuid, "of the subnet"),
  ip: required(ip, "that others can reach; the chain refuses 127.0.0.1 and ::1"),
  port: required(port, "that others can reach"),
};
const key = { netuid: required(netuid, "of the subnet"), hotkey: required(hotkey, "of the neuron") };
const registered = fromEvent(uid, "SubtensorModule.NeuronRegistered", 1);

export const neurons = group("Neurons: hotkeys that are registered on a subnet, and where they listen.", {
  get: read({
    summary: "One neuron of a subnet.",
    arguments: { netuid: required(netuid, "of the subnet"), uid: required(uid, "of the neuron") },
    result: maybe(neuron),
    uses: { apis: ["NeuronInfoRuntimeApi.get_neuron_lite"] },
  }),
  list: read({
    summary: "All neurons of a subnet, by uid; for large subnets the metagraph is faster.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: list(neuron),
    uses: { apis: ["NeuronInfoRuntimeApi.get_neurons_lite"] },
  }),
  uid: read({
    summary: "The uid of a hotkey on a subnet, if it is registered there.",
    arguments: key,
    result: maybe(uid),
    uses: { storage: ["SubtensorModule.Uids"] },
  }),
  subnetsOf: read({
    summary: "The subnets on which a hotkey is registered.",
    arguments: { hotkey: required(hotkey, "whose registrations") },
    result: list(netuid),
    uses: { storage: ["SubtensorModule.IsNetworkMember"] },
  }),
  count: read({
    summary: "How many neurons a subnet has, and how many it takes.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: struct({ registered: required(count, "now"), most: required(count, "as many as there may be") }),
    uses: { storage: ["SubtensorModule.SubnetworkN", "SubtensorModule.MaxAllowedUids"] },
  }),
  registrationCost: read({
    summary: "What registering on a subnet costs in this block.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: tao,
    uses: { storage: ["SubtensorModule.Burn"] },
  }),
  registeredAt: read({
    summary: "The block in which the neuron of a uid was registered.",
    arguments: { netuid: required(netuid, "of the subnet"), uid: required(uid, "of the neuron") },
    result: blockNumber,
    uses: { storage: ["SubtensorModule.BlockAtRegistration"] },
  }),
  axon: read({
    summary: "Where a neuron listens.",
    arguments: key,
    result: maybe(axon),
    uses: { storage: ["SubtensorModule.Axons"] },
  }),
  prometheus: read({
    summary: "Where the metrics of a neuron are.",
    arguments: key,
    result: maybe(prometheus),
    uses: { storage: ["SubtensorModule.Prometheus"] },
  }),
  certificate: read({
    summary: "The public key that a neuron's server has to show.",
    arguments: key,
    result: maybe(
      struct({
        algorithm: required(u8, "a number of the neuron's choice"),
        publicKey: required(bytes(0, 64), "the key"),
      }),
    ),
    uses: { storage: ["SubtensorModule.NeuronCertificates"] },
  }),
  evmAddress: read({
    summary: "The Ethereum address that a neuron has associated with its hotkey.",
    arguments: { netuid: required(netuid, "of the subnet"), uid: required(uid, "of the neuron") },
    result: maybe(struct({ address: required(evmAddress, "in hex"), block: required(blockNumber, "of the call") })),
    uses: { storage: ["SubtensorModule.AssociatedEvmAddress"] },
  }),
  votingPower: read({
    summary: "The voting power of each hotkey of a subnet that counts it.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: struct({
      hotkeys: required(list(hotkey), "in the order of the powers"),
      power: required(column("u64"), "alpha"),
    }),
    uses: { storage: ["SubtensorModule.VotingPower"] },
  }),
  register: write({
    summary: "Registers a hotkey on a subnet for the current price, which is burned.",
    signedBy: "coldkey",
    spends: "burn",
    arguments: {
      netuid: required(netuid, "of the subnet"),
      hotkey: required(hotkey, "that becomes a neuron; the signer owns it"),
      limitPrice: optional(tao, "pay no more; any price without it"),
    },
    calls: ["SubtensorModule.burned_register", "SubtensorModule.register_limit"],
    build: ({ netuid, hotkey, limitPrice }) =>
      limitPrice === undefined
        ? subtensor("burned_register", { netuid, hotkey })
        : subtensor("register_limit", { netuid, hotkey, limit_price: limitPrice }),
    outcome: registered,
  }),
  registerRoot: write({
    summary: "Registers a hotkey on the root network, in place of the one with the least stake if it is full.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { hotkey: required(hotkey, "that gets the seat; the signer owns it") },
    calls: ["SubtensorModule.root_register"],
    build: ({ hotkey }) => subtensor("root_register", { hotkey }),
    outcome: registered,
  }),
  serveAxon: preparedWrite({
    summary: "Announces where the signing hotkey listens, with its certificate if there is one.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: {
      ...where,
      protocol: withDefault(u8, 4, "a number of the neuron's choice"),
      version: withDefault(version, 1, "of the neuron's software: major·10⁶ + minor·10³ + patch"),
      certificate: optional(bytes(1, 65), "an algorithm's number and up to 64 bytes of public key"),
    },
    calls: ["SubtensorModule.serve_axon", "SubtensorModule.serve_axon_tls"],
    uses: {},
  }),
  servePrometheus: preparedWrite({
    summary: "Announces where the metrics of the signing hotkey are.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: { ...where, version: withDefault(version, 1, "of the neuron's software") },
    calls: ["SubtensorModule.serve_prometheus"],
    uses: {},
  }),
  associateEvmAddress: write({
    summary: "Associates an Ethereum address, which has signed for it, with the signing hotkey's neuron.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: {
      netuid: required(netuid, "of the subnet"),
      address: required(evmAddress, "the Ethereum address"),
      block: required(blockNumber, "that the signature names"),
      signature: required(bytes(65), "of the address, over the hotkey and the block's hash"),
    },
    calls: ["SubtensorModule.associate_evm_key"],
    build: ({ netuid, address, block, signature }) =>
      subtensor("associate_evm_key", { netuid, evm_key: address, block_number: block, signature }),
  }),
});
