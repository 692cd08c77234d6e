import type { TextChunk, TextRequest } from "@taostack/protocol";

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
