import type { NeuronChannel, TextChunk, TextRequest } from "@taostack/protocol";

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** A miner that can be asked: where the competition meets the network. */
export interface MinerLink {
  readonly uid: number;
  readonly hotkey: string;
  generate(request: TextRequest, options: AskOptions): AsyncIterable<TextChunk>;
}

/** A miner as the pool knows it. */
export interface KnownMiner extends MinerLink {
  /** False after a connection that failed, until one succeeds: users are spared such a miner, challenges are not. */
  readonly reachable: boolean;
  /** Milliseconds on the pool's clock; 0 for never. */
  readonly lastAskedMs: number;
}

/** A miner that can be asked for answers of other markets, which come in one message. */
export interface CallableMiner extends KnownMiner {
  /** Runs a call over the miner's channel, connecting included in its time. */
  call<T>(work: (channel: NeuronChannel, left: AskOptions) => Promise<T>, options: AskOptions): Promise<T>;
}
