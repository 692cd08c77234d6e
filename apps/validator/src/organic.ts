import { parseTextRequest, text } from "@taostack/commodities";
import { isCodedError } from "@taostack/primitives";
import { type AnswerChunk, protocolError, type TextRequest } from "@taostack/protocol";
import { type CompeteModules, type CompeteOptions, compete } from "./competition/compete.js";
import { chooseForRequest } from "./miners/choose.js";
import type { KnownMiner } from "./miners/link.js";

export interface OrganicOptions extends CompeteOptions {
  /** Miners that compete for one request. */
  readonly miners: number;
  /** Requests answered at a time; more are refused at once. */
  readonly maxConcurrent: number;
  /** What users may ask for by name. */
  readonly model: string;
}

export interface OrganicModules extends CompeteModules {
  readonly miners: () => readonly KnownMiner[];
  readonly random: () => number;
}

/** Answers users' requests, as many at a time as its bound allows. */
export class OrganicDesk {
  readonly #options: OrganicOptions;
  readonly #modules: OrganicModules;
  /** Requests in progress. */
  active = 0;
  /** Requests that were accepted since the start. */
  served = 0;

  constructor(options: OrganicOptions, modules: OrganicModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /**
   * @throws `protocol/invalid_argument`, also for a prompt too long for the reference model, `protocol/not_found` (the model),
   * `protocol/resource_exhausted`, or `protocol/unavailable` when no miner answers.
   */
  async *answer(request: TextRequest, signal: AbortSignal): AsyncGenerator<AnswerChunk, void> {
    const { maxConcurrent, miners: count, model } = this.#options;
    parseTextRequest(request);
    if (request.model !== "" && request.model !== model) {
      throw protocolError(
        "protocol/not_found",
        `There is no model "${request.model.slice(0, 64)}" here; there is ${model}.`,
      );
    }
    if (this.active >= maxConcurrent) {
      throw protocolError("protocol/resource_exhausted", `More than ${maxConcurrent} requests are being answered.`);
    }
    this.active += 1;
    this.served += 1;
    try {
      const { miners, random, standing } = this.#modules;
      const chosen = chooseForRequest(miners(), count, standing, random);
      yield* compete(text.disguise(request, random), chosen, this.#modules, this.#options, signal);
    } catch (error) {
      throw isCodedError(error, "validator/no_answer")
        ? protocolError("protocol/unavailable", error.message, { cause: error })
        : error;
    } finally {
      this.active -= 1;
    }
  }
}
