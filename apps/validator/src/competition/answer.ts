import { describeError } from "@taostack/primitives";
import type { TextChunk, TextRequest, TextToken, TextUsage } from "@taostack/protocol";
import type { MinerLink } from "../miners/link.js";
import type { Pulse } from "./pulse.js";

/** How an answer stands: still coming, complete, or broken off. */
export type AnswerStatus = "running" | "complete" | "failed" | "timed_out" | "cancelled";

export interface AnswerOptions {
  readonly timeoutMs: number;
  readonly maxTokens: number;
  readonly pulse: Pulse;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** One miner's answer while it comes in: the tokens so far, the clock readings, and how it ended. */
export class Answer {
  readonly miner: MinerLink;
  readonly tokens: TextToken[] = [];
  status: AnswerStatus = "running";
  finishReason = "";
  usage: TextUsage | undefined;
  firstTokenMs: number | undefined;
  totalMs: number | undefined;
  failure = "";
  /** Settles when the answer is over, whatever the outcome; never rejects. */
  readonly done: Promise<void>;

  readonly #abort = new AbortController();
  readonly #options: AnswerOptions;
  readonly #startedAt: number;

  constructor(miner: MinerLink, request: TextRequest, options: AnswerOptions) {
    this.miner = miner;
    this.#options = options;
    this.#startedAt = options.now();
    this.done = this.#receive(request);
  }

  /** Ends a running answer; the miner is told to stop. */
  cancel(): void {
    if (this.status !== "running") return;
    this.#end("cancelled", "no longer needed");
    this.#abort.abort();
  }

  /** Ends an answer that has gone silent; it counts as timed out. */
  stall(): void {
    if (this.status !== "running") return;
    this.#end("timed_out", "sent nothing for too long");
    this.#abort.abort();
  }

  async #receive(request: TextRequest): Promise<void> {
    const { timeoutMs } = this.#options;
    try {
      for await (const chunk of this.miner.generate(request, { signal: this.#abort.signal, timeoutMs })) {
        if (!this.#take(chunk)) return;
      }
      if (this.status === "running") this.#end("failed", "the stream ended without a finish reason");
    } catch (error) {
      const status = isDeadline(error) ? "timed_out" : "failed";
      if (this.status === "running") this.#end(status, describeError(error));
    }
  }

  /** False when nothing more is wanted. */
  #take(chunk: TextChunk): boolean {
    if (this.status !== "running") return false;
    if (chunk.tokens.length > 0) this.firstTokenMs ??= this.#elapsed();
    this.tokens.push(...chunk.tokens);
    if (this.tokens.length > this.#options.maxTokens) {
      this.#end("failed", `more than the ${this.#options.maxTokens} tokens asked for`);
      this.#abort.abort();
      return false;
    }
    if (chunk.finishReason !== "") {
      this.finishReason = chunk.finishReason;
      this.usage = chunk.usage ?? undefined;
      this.#end("complete", "");
      return true;
    }
    this.#options.pulse.notify();
    return true;
  }

  #end(status: AnswerStatus, failure: string): void {
    this.status = status;
    this.failure = failure;
    this.totalMs = this.#elapsed();
    this.#options.pulse.notify();
  }

  #elapsed(): number {
    return this.#options.now() - this.#startedAt;
  }
}

const isDeadline = (error: unknown): boolean =>
  error instanceof Error && "data" in error && (error.data as { code?: string }).code === "protocol/deadline_exceeded";
