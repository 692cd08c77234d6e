import type { ChainMetagraph, ChainSubnet } from "../chain/gateway-chain.js";
import type { Snapshot } from "./create-snapshots.js";

/** Big integers become decimal strings: JSON's numbers lose digits beyond 2^53. */
const decimals = (column: BigUint64Array): string[] => Array.from(column, String);
const flags = (column: Uint8Array): boolean[] => Array.from(column, Boolean);

/** The subnets and when they were read. */
export function toSubnetsJson({ value: subnets, at }: Snapshot<readonly ChainSubnet[]>) {
  const weights = subnets.map(emissionWeight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    at,
    subnets: subnets.map(({ netuid, name, symbol, price, taoIn, neurons, tempo, blocksSinceLastStep }, index) => ({
      netuid,
      name,
      symbol,
      price: price.toString(),
      emissionShare: total === 0 ? null : (weights[index] ?? 0) / total,
      taoIn: taoIn.toString(),
      neurons,
      tempo,
      blocksSinceLastStep,
    })),
  };
}

/** The chain divides each block's TAO among the subnets that emit, by their smoothed prices; root is not among them. */
const emissionWeight = ({ netuid, movingPrice, alphaOutEmission }: ChainSubnet): number =>
  netuid === 0 || alphaOutEmission === 0n ? 0 : movingPrice;

/** A metagraph as columns, and when it was read. */
export const toMetagraphJson = ({ value: metagraph, at }: Snapshot<ChainMetagraph>) => ({
  at,
  netuid: metagraph.netuid,
  name: metagraph.name,
  symbol: metagraph.symbol,
  block: metagraph.block,
  tempo: metagraph.tempo,
  blocksSinceLastStep: metagraph.blocksSinceLastStep,
  columns: {
    hotkey: metagraph.hotkeys,
    coldkey: metagraph.coldkeys,
    stake: decimals(metagraph.stake),
    incentive: [...metagraph.incentive],
    dividends: [...metagraph.dividends],
    consensus: [...metagraph.consensus],
    validatorTrust: [...metagraph.validatorTrust],
    emission: decimals(metagraph.emission),
    validatorPermit: flags(metagraph.validatorPermit),
    active: flags(metagraph.active),
    lastUpdate: [...metagraph.lastUpdate],
    axon: metagraph.axons.map((axon) => (axon && axon.port > 0 ? `${axon.ip}:${axon.port}` : null)),
  },
});
