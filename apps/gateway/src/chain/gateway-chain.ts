import type { BlockHead, Metagraph, ReadOptions, SubnetSummary } from "@taostack/chain";

export type ChainHead = Pick<BlockHead, "number" | "hash">;

/** What the gateway reads of a subnet. */
export type ChainSubnet = Pick<
  SubnetSummary,
  | "netuid"
  | "name"
  | "symbol"
  | "price"
  | "movingPrice"
  | "taoIn"
  | "alphaOutEmission"
  | "neurons"
  | "tempo"
  | "blocksSinceLastStep"
>;

/** What the gateway reads of a metagraph. */
export type ChainMetagraph = Pick<
  Metagraph,
  | "netuid"
  | "name"
  | "symbol"
  | "block"
  | "tempo"
  | "blocksSinceLastStep"
  | "hotkeys"
  | "coldkeys"
  | "stake"
  | "emission"
  | "incentive"
  | "dividends"
  | "consensus"
  | "validatorTrust"
  | "active"
  | "validatorPermit"
  | "lastUpdate"
  | "axons"
>;

/** The part of `SubtensorClient` that the gateway uses. It only reads. */
export interface GatewayChain {
  readonly genesisHash: Uint8Array;
  readonly specVersion: number;
  readonly blockTimeMs: number;
  readonly blocks: { watch(onHead: (head: ChainHead) => void): () => void };
  readonly subnets: { list(): Promise<readonly ChainSubnet[]> };
  metagraph(netuid: number): Promise<ChainMetagraph>;
  /** A read of the registry of operations by its name, with plain arguments. */
  read(operation: string, args: Readonly<Record<string, unknown>>, options: ReadOptions): Promise<unknown>;
}
