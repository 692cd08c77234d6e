/** What the gateway's `/api` answers. Big integers are decimal strings, times milliseconds since 1970. */
export interface Network {
  readonly now: number;
  readonly name: string;
  readonly specVersion: number;
  readonly blockTimeMs: number;
  readonly block: Block | null;
  readonly netuid: number;
  readonly models: readonly string[];
  readonly validators: { readonly known: number; readonly healthy: number };
  readonly answers: {
    readonly total: number;
    readonly lastMinute: { readonly count: number; readonly medianMs?: number };
  };
}

export interface Block {
  readonly number: number;
  readonly hash: string;
  readonly at: number;
}

export interface Subnets {
  readonly at: number;
  readonly subnets: readonly Subnet[];
}

export interface Subnet {
  readonly netuid: number;
  readonly name: string;
  readonly symbol: string;
  /** Rao for one alpha. */
  readonly price: string;
  /** 0 … 1 of what all subnets get; null while none gets anything. */
  readonly emissionShare: number | null;
  /** Rao of TAO in the subnet's pool. */
  readonly taoIn: string;
  readonly neurons: number;
  readonly tempo: number;
  readonly blocksSinceLastStep: number;
}

export interface Metagraph {
  readonly at: number;
  readonly netuid: number;
  readonly name: string;
  readonly symbol: string;
  readonly block: number;
  readonly tempo: number;
  readonly blocksSinceLastStep: number;
  /** One entry for each uid. Fractions are u16: 65535 is one. Amounts are rao of alpha. */
  readonly columns: {
    readonly hotkey: readonly string[];
    readonly coldkey: readonly string[];
    readonly stake: readonly string[];
    readonly incentive: readonly number[];
    readonly dividends: readonly number[];
    readonly consensus: readonly number[];
    readonly validatorTrust: readonly number[];
    /** Of the last tempo. */
    readonly emission: readonly string[];
    readonly validatorPermit: readonly boolean[];
    readonly active: readonly boolean[];
    /** Block of the last weights set. */
    readonly lastUpdate: readonly number[];
    readonly axon: readonly (string | null)[];
  };
}

export interface Miner {
  readonly uid: number;
  readonly hotkey: string;
  readonly firstTokenMs: number;
  readonly totalMs: number;
  readonly score: number;
  readonly outcome: string;
  readonly detail: string;
}

export interface RecentAnswer {
  readonly requestId: string;
  readonly at: number;
  readonly model: string;
  readonly validatorHotkey: string;
  readonly winnerHotkey?: string;
  readonly completionTokens: number;
  readonly firstTokenMs?: number;
  readonly totalMs: number;
  readonly outcome: string;
  readonly miners: readonly Miner[];
}
