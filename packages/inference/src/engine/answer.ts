import { sampleToken } from "../sampling/sampler.js";
import type { DrawnToken, GenerateJob } from "./messages.js";
import type { CallSignal } from "./program.js";

export type FinishReason = "stop" | "length";

/** One answer while it is drawn. */
export class Answer {
  readonly signal: CallSignal;
  readonly #job: GenerateJob;
  readonly #emit: (token: DrawnToken) => void;
  #drawn = 0;
  #last = -1;

  constructor(job: GenerateJob, signal: CallSignal, emit: (token: DrawnToken) => void) {
    this.signal = signal;
    this.#job = job;
    this.#emit = emit;
  }

  /** The token drawn last, which the next run takes. */
  get last(): number {
    return this.#last;
  }

  /** Draws the next token. Says why, if it is the last one. */
  draw(logits: Float32Array): FinishReason | undefined {
    const { sampling, firstPosition, endTokens, maxNewTokens } = this.#job;
    const { id, logprob } = sampleToken(logits, sampling, firstPosition + this.#drawn);
    if (Number.isNaN(logprob)) throw new Error("the graph gives logits that are not numbers");
    this.#drawn += 1;
    this.#last = id;
    this.#emit({ id, logprob });
    if (endTokens.includes(id)) return "stop";
    return this.#drawn < maxNewTokens ? undefined : "length";
  }
}
