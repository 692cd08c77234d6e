import { parseTextRequest, text } from "@taostack/commodities";
import { isCodedError } from "@taostack/primitives";
import { type AnswerChunk, protocolError, type TextRequest } from "@taostack/protocol";
import { type CompeteModules, type CompeteOptions, compete } from "./competition/compete.js";
import { DeskDoor, type DeskLimits } from "./desk-door.js";
import { chooseForRequest } from "./miners/choose.js";
import type { KnownMiner } from "./miners/link.js";

export interface OrganicOptions extends CompeteOptions, DeskLimits {
  /** Miners that compete for one request. */
  readonly miners: number;
}

export interface OrganicModules extends CompeteModules {
  readonly miners: () => readonly KnownMiner[];
  readonly random: () => number;
}

/** Answers users' requests for text, as many at a time as its bound allows. */
export class OrganicDesk {
  readonly #options: OrganicOptions;
  readonly #modules: OrganicModules;
  readonly #door: DeskDoor;

  constructor(options: OrganicOptions, modules: OrganicModules) {
    this.#options = options;
    this.#modules = modules;
    this.#door = new DeskDoor(options);
  }

  get active(): number {
    return this.#door.active;
  }

  get served(): number {
    return this.#door.served;
  }

  /**
   * @throws `protocol/invalid_argument`, also for a prompt too long for the reference model, `protocol/not_found` (the model),
   * `protocol/resource_exhausted`, or `protocol/unavailable` when no miner answers.
   */
  async *answer(request: TextRequest, signal: AbortSignal): AsyncGenerator<AnswerChunk, void> {
    parseTextRequest(request);
    const leave = this.#door.enter(request.model);
    try {
      const { miners, random, standing } = this.#modules;
      const chosen = chooseForRequest(miners(), this.#options.miners, standing, random);
      yield* compete(text.disguise(request, random), chosen, this.#modules, this.#options, signal);
    } catch (error) {
      throw isCodedError(error, "validator/no_answer")
        ? protocolError("protocol/unavailable", error.message, { cause: error })
        : error;
    } finally {
      leave();
    }
  }
}
