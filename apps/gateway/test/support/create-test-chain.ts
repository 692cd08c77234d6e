import { type OperationName, parseArguments } from "@taostack/chain/operations";
import { rao } from "@taostack/primitives";
import { axonProtocol } from "@taostack/protocol";
import type { ChainHead, ChainMetagraph, GatewayChain } from "../../src/index.js";

export interface TestNeuron {
  readonly hotkey: string;
  readonly stake?: bigint;
  readonly validatorPermit?: boolean;
  readonly axon?: { readonly ip: string; readonly port: number };
  readonly incentive?: number;
}

/** A chain in memory: what the gateway reads of one, with a test's hand on it. */
export interface TestChain extends GatewayChain {
  neurons: readonly TestNeuron[];
  /** While set, every read fails with it. */
  failure: Error | undefined;
  /** What reads of the registry give, by the operation's name. */
  results: Readonly<Record<string, unknown>>;
  mine(): void;
  readonly watchers: number;
}

export const genesisHash = new Uint8Array(32).fill(7);

export function createTestChain(neurons: readonly TestNeuron[] = []): TestChain {
  const watchers = new Set<(head: ChainHead) => void>();
  let block = 100;
  const head = (): ChainHead => ({ number: block, hash: `0x${block.toString(16).padStart(64, "0")}` });
  const chain: TestChain = {
    neurons,
    failure: undefined,
    results: {},
    genesisHash,
    specVersion: 425,
    blockTimeMs: 250,
    mine: () => {
      block += 1;
      for (const watcher of watchers) watcher(head());
    },
    get watchers() {
      return watchers.size;
    },
    blocks: {
      watch: (onHead) => {
        watchers.add(onHead);
        onHead(head());
        return () => void watchers.delete(onHead);
      },
    },
    subnets: {
      list: async () => {
        if (chain.failure) throw chain.failure;
        return [
          { ...root, neurons: 0 },
          { ...text, neurons: chain.neurons.length },
        ];
      },
    },
    read: async (operation, args) => {
      parseArguments(operation as OperationName, args);
      if (chain.failure) throw chain.failure;
      return chain.results[operation];
    },
    metagraph: async (netuid) => {
      if (chain.failure) throw chain.failure;
      return toMetagraph(netuid, block, chain.neurons);
    },
  };
  return chain;
}

const root = {
  netuid: 0,
  name: "root",
  symbol: "Τ",
  price: rao(1_000_000_000n),
  movingPrice: 1,
  taoIn: rao(0n),
  alphaOutEmission: rao(0n),
  tempo: 100,
  blocksSinceLastStep: 0,
};
const text = {
  netuid: 1,
  name: "text",
  symbol: "α",
  price: rao(31_200_000n),
  movingPrice: 0.02,
  taoIn: rao(10_000_000_000n),
  alphaOutEmission: rao(1_000_000_000n),
  tempo: 20,
  blocksSinceLastStep: 5,
};

function toMetagraph(netuid: number, block: number, neurons: readonly TestNeuron[]): ChainMetagraph {
  const permit = (neuron: TestNeuron): number => (neuron.validatorPermit === false ? 0 : 1);
  return {
    netuid,
    name: netuid === 0 ? "root" : "text",
    symbol: netuid === 0 ? "Τ" : "α",
    block,
    tempo: 20,
    blocksSinceLastStep: block % 20,
    hotkeys: neurons.map(({ hotkey }) => hotkey),
    coldkeys: neurons.map(({ hotkey }) => hotkey),
    stake: BigUint64Array.from(neurons, ({ stake }) => stake ?? 0n),
    emission: BigUint64Array.from(neurons, ({ incentive }) => BigInt(incentive ?? 0) * 1_000_000n),
    incentive: Uint16Array.from(neurons, ({ incentive }) => incentive ?? 0),
    dividends: Uint16Array.from(neurons, (neuron) => permit(neuron) * 65_535),
    consensus: Uint16Array.from(neurons, ({ incentive }) => incentive ?? 0),
    validatorTrust: Uint16Array.from(neurons, (neuron) => permit(neuron) * 65_535),
    active: Uint8Array.from(neurons, () => 1),
    validatorPermit: Uint8Array.from(neurons, permit),
    lastUpdate: Float64Array.from(neurons, () => block - 3),
    axons: neurons.map(({ axon }) => axon && { ...axon, protocol: axonProtocol.validator, version: 1, block: 1 }),
  };
}
