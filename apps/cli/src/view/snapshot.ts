/** What the live view shows; plain data, so that drawing is a pure function of it. */
export interface NetworkSnapshot {
  readonly block: number;
  readonly blockTimeMs: number;
  /** Blocks until the next epoch of the first subnet. */
  readonly epochInBlocks: number;
  readonly chainUrl: string;
  readonly gatewayUrl: string;
  readonly explorerUrl: string;
  readonly apiKey: string;
  /** Of the gateway, in the last minute. */
  readonly answersPerMinute: number;
  readonly p50Ms: number | undefined;
  /** The first is the one that the gateway serves. */
  readonly subnets: readonly [SubnetLine, ...SubnetLine[]];
  /** Newest last. */
  readonly events: readonly EventLine[];
}

export interface SubnetLine {
  readonly netuid: number;
  readonly name: string;
  /** Rao per alpha. */
  readonly priceRao: bigint;
  readonly neurons: readonly NeuronLine[];
}

export interface NeuronLine {
  readonly uid: number;
  readonly name: string;
  readonly role: "miner" | "validator" | "owner";
  readonly state: string;
  readonly note: string;
  /** 0 … 1. */
  readonly incentive: number;
  readonly dividends: number;
  /** Alpha in rao. */
  readonly stake: bigint;
  /** Incentive of a miner, or dividends of a validator, at the latest epochs; newest last. */
  readonly history: readonly number[];
}

export interface EventLine {
  readonly at: Date;
  readonly source: string;
  readonly text: string;
}
