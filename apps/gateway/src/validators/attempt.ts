import { isCodedError, withDeadline } from "@taostack/primitives";
import type { AnswerChunk, TextRequestInit } from "@taostack/protocol";
import { untilAborted } from "../until-aborted.js";
import { interrupted, saysNothingOfHealth, timeoutError } from "./answer-errors.js";
import { boundProvenance } from "./bound-provenance.js";
import type { CallLimits } from "./validator-channel.js";
import type { ValidatorEntry } from "./validator-entry.js";

export interface AttemptLimits extends CallLimits {
  readonly firstTokenTimeoutMs: number;
}

/** After its last chunk a stream has only to end. */
const END_TIMEOUT_MS = 1_000;

/** One validator, asked once. It counts as load of the validator until it is closed. */
export class Attempt {
  readonly #entry: ValidatorEntry;
  readonly #limits: AttemptLimits;
  readonly #giveUp = new AbortController();
  readonly #signal: AbortSignal;
  #chunks: AsyncIterator<AnswerChunk> | undefined;
  #open = true;

  constructor(entry: ValidatorEntry, limits: AttemptLimits) {
    this.#entry = entry;
    this.#limits = limits;
    this.#signal = AbortSignal.any([limits.signal, this.#giveUp.signal]);
    entry.begin();
  }

  /** Connects, asks, and resolves with the chunks up to the first that has a token or ends the answer. */
  async begin(request: TextRequestInit): Promise<AnswerChunk[]> {
    const { firstTokenTimeoutMs, timeoutMs } = this.#limits;
    const timer = setTimeout(() => this.#giveUp.abort(timeoutError(firstTokenTimeoutMs)), firstTokenTimeoutMs);
    try {
      const channel = await untilAborted(this.#entry.channel(), this.#signal);
      this.#chunks = channel.generate(request, { signal: this.#signal, timeoutMs })[Symbol.asyncIterator]();
      const head: AnswerChunk[] = [];
      for (;;) {
        const chunk = await this.#next();
        head.push(chunk);
        if (chunk.tokens.length > 0 || chunk.finishReason !== "") return head;
      }
    } catch (error) {
      if (!this.#limits.signal.aborted && !saysNothingOfHealth(error)) this.#entry.failed();
      this.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The whole answer, `head` included. @throws `gateway/answer_interrupted`, or the reason of the caller's signal. */
  async *follow(head: readonly AnswerChunk[]): AsyncGenerator<AnswerChunk> {
    try {
      yield* head;
      let finished = head.some((chunk) => chunk.finishReason !== "");
      while (!finished) {
        const chunk = await this.#next();
        finished = chunk.finishReason !== "";
        yield chunk;
      }
      await this.#end();
      this.#entry.succeeded();
    } catch (error) {
      this.#limits.signal.throwIfAborted();
      this.#entry.failed();
      throw isCodedError(error, "gateway/answer_interrupted") ? error : interrupted(error);
    } finally {
      this.close();
    }
  }

  /** Cancels the call if it still runs. Safe to call twice. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#entry.end();
    this.#giveUp.abort();
    this.#chunks?.return?.().catch(() => undefined);
  }

  async #next(): Promise<AnswerChunk> {
    const { done, value } = await untilAborted(this.#chunks!.next(), this.#signal);
    if (done) throw interrupted();
    return value.provenance ? { ...value, provenance: boundProvenance(value.provenance) } : value;
  }

  /** Lets the stream end by itself, so that the validator sees an answer that was taken, not one that was cancelled. */
  async #end(): Promise<void> {
    await withDeadline(this.#chunks!.next(), END_TIMEOUT_MS, "the end of the stream").catch(() => undefined);
  }
}
