import type { TextChunk, TextRequest, TextToken, TextUsage } from "@taostack/protocol";
import type { MinerLink } from "../miners/link.js";
import { type Failure, failureOf } from "./failure.js";
import type { Pulse } from "./pulse.js";

/** How an answer stands: still coming, complete, or broken off. */
export type AnswerStatus = "running" | "complete" | "failed" | "timed_out" | "cancelled";

export interface AnswerOptions {
  readonly timeoutMs: number;
  readonly pulse: Pulse;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** No token of a tokenizer stands for more; what is longer is an attempt at this process's memory. */
const MAX_TOKEN_TEXT = 1_024;

/** One miner's answer while it comes in: the tokens so far, the clock readings, and how it ended. */
export class Answer {
  readonly miner: MinerLink;
  readonly tokens: TextToken[] = [];
  status: AnswerStatus = "running";
  finishReason = "";
  usage: TextUsage | undefined;
  firstTokenMs: number | undefined;
  totalMs: number | undefined;
  /** Why it broke off, for people. */
  failure = "";
  /** It broke off, but not by its miner's fault. */
  excused = false;
  /** Settles when the answer is over, whatever the outcome; never rejects. */
  readonly done: Promise<void>;

  readonly #abort = new AbortController();
  readonly #options: AnswerOptions;
  readonly #maxTokens: number;
  readonly #startedAt: number;

  constructor(miner: MinerLink, request: TextRequest, options: AnswerOptions) {
    this.miner = miner;
    this.#options = options;
    this.#maxTokens = (request.sampling?.maxTokens ?? 0) - request.continueFrom.length;
    this.#startedAt = options.now();
    this.done = this.#receive(request);
  }

  /** Ends a running answer that nobody waits for any more; the miner is told to stop. */
  cancel(): void {
    if (this.status === "running") this.#break("cancelled", "no longer needed");
  }

  /** Ends an answer that has gone silent; it counts as timed out. */
  stall(): void {
    if (this.status === "running") this.#break("timed_out", "It sent nothing for too long.");
  }

  /** Ends an answer whose content will not do, even one that is complete. */
  reject(why: string): void {
    this.#break("failed", why);
  }

  async #receive(request: TextRequest): Promise<void> {
    const { timeoutMs } = this.#options;
    try {
      for await (const chunk of this.miner.generate(request, { signal: this.#abort.signal, timeoutMs })) {
        if (!this.#take(chunk)) return;
      }
      this.#fail({ status: "failed", reason: "Its stream ended without a finish reason.", excused: false });
    } catch (error) {
      this.#fail(failureOf(error));
    }
  }

  /** False when nothing more is wanted. */
  #take({ tokens, finishReason, usage }: TextChunk): boolean {
    if (this.status !== "running") return false;
    if (this.tokens.length + tokens.length > this.#maxTokens) {
      this.reject("It has more tokens than were asked for.");
      return false;
    }
    if (tokens.some(({ text }) => text.length > MAX_TOKEN_TEXT)) {
      this.reject("It has texts that no token stands for.");
      return false;
    }
    if (tokens.length > 0) this.firstTokenMs ??= this.#elapsed();
    this.tokens.push(...tokens);
    if (finishReason === "") {
      this.#options.pulse.notify();
      return true;
    }
    this.finishReason = finishReason;
    this.usage = usage;
    this.#end("complete", "");
    return true;
  }

  #fail({ status, reason, excused }: Failure): void {
    if (this.status !== "running") return;
    this.excused = excused;
    this.#end(status, reason);
  }

  #break(status: AnswerStatus, why: string): void {
    this.#end(status, why);
    this.#abort.abort();
  }

  #end(status: AnswerStatus, failure: string): void {
    this.status = status;
    this.failure = failure;
    this.totalMs ??= this.#elapsed();
    this.#options.pulse.notify();
  }

  #elapsed(): number {
    return this.#options.now() - this.#startedAt;
  }
}
