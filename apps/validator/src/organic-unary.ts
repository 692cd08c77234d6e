import { isCodedError } from "@taostack/primitives";
import { type Provenance, protocolError } from "@taostack/protocol";
import { type Contest, UnaryRace, type UnaryRaceModules, type UnaryRaceOptions } from "./competition/unary-race.js";
import { DeskDoor } from "./desk-door.js";
import { chooseForRequest } from "./miners/choose.js";
import type { CallableMiner } from "./miners/link.js";

export interface UserRequest {
  readonly requestId: string;
  /** Empty for the market's own. */
  readonly model: string;
}

/** What a desk has to know of a market whose answers come in one message. */
export interface UserMarket<Request extends UserRequest, Answer> extends Contest<Request, Answer> {
  /** What users may ask for by name. */
  readonly model: string;
  /** A user's request, checked and filled in. @throws `protocol/invalid_argument`. */
  admit(request: Request): Request;
  /** The request as each of so many miners gets to see it. @throws `protocol/invalid_argument`. */
  disguise(request: Request, count: number): Promise<readonly Request[]>;
}

export interface UnaryDeskOptions extends UnaryRaceOptions {
  /** Miners that compete for one request. */
  readonly miners: number;
  /** Requests answered at a time; more are refused at once. */
  readonly maxConcurrent: number;
}

export interface UnaryDeskModules extends UnaryRaceModules {
  readonly miners: () => readonly CallableMiner[];
  readonly random: () => number;
}

/** A user's answer, and who took part. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly provenance: Provenance;
}

/**
 * Answers users' requests where an answer is one message, as many at a time as its bound allows. Who is slower than the winner is
 * heard out afterwards and judged like everyone else.
 */
export class UnaryDesk<Request extends UserRequest, Answer> {
  readonly #market: UserMarket<Request, Answer>;
  readonly #options: UnaryDeskOptions;
  readonly #modules: UnaryDeskModules;
  readonly #door: DeskDoor;
  /** Competitions, with what still runs of them. */
  readonly #open = new Map<UnaryRace<Request, Answer>, Promise<unknown>>();
  #trailing = 0;
  #stopped = false;

  constructor(market: UserMarket<Request, Answer>, options: UnaryDeskOptions, modules: UnaryDeskModules) {
    this.#market = market;
    this.#options = options;
    this.#modules = modules;
    this.#door = new DeskDoor({ maxConcurrent: options.maxConcurrent, model: market.model });
  }

  get active(): number {
    return this.#door.active;
  }

  get served(): number {
    return this.#door.served;
  }

  /**
   * @throws `protocol/invalid_argument`, `protocol/not_found` (the model), `protocol/resource_exhausted`, or `protocol/unavailable`
   * when no miner's answer is worth showing.
   */
  async answer(request: Request, { signal }: { readonly signal: AbortSignal }): Promise<Answered<Answer>> {
    const admitted = this.#market.admit(request);
    const leave = this.#door.enter(request.model);
    try {
      const race = await this.#start(admitted);
      const elected = this.#elect(race, signal);
      this.#keep(race, elected);
      const { answer, provenance } = await elected;
      return { answer, provenance: { requestId: request.requestId, ...provenance } };
    } catch (error) {
      throw isCodedError(error, "validator/no_answer")
        ? protocolError("protocol/unavailable", error.message, { cause: error })
        : error;
    } finally {
      leave();
    }
  }

  /** Ends what still runs, and waits until it has. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const race of this.#open.keys()) race.cancel(stopping());
    await Promise.allSettled(this.#open.values());
  }

  async #start(request: Request): Promise<UnaryRace<Request, Answer>> {
    const { miners, random, standing } = this.#modules;
    const chosen = chooseForRequest(miners(), this.#options.miners, standing, random);
    const requests = await this.#market.disguise(request, chosen.length);
    if (this.#stopped) throw stopping();
    const entrants = chosen.map((miner, index) => ({ miner, request: requests[index]! }));
    return new UnaryRace(entrants, this.#market, this.#modules, this.#options);
  }

  async #elect(race: UnaryRace<Request, Answer>, signal: AbortSignal) {
    const cancel = () => race.cancel(signal.reason);
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      return await race.elect();
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  /** Until the last miner is heard out. Beyond as many as may be answered at a time, nobody is heard out any more. */
  #keep(race: UnaryRace<Request, Answer>, elected: Promise<unknown>): void {
    const trail = async (): Promise<void> => {
      await elected;
      if (race.over) return;
      if (this.#trailing >= this.#options.maxConcurrent) return race.cancel(new Error("too many are heard out"));
      this.#trailing += 1;
      await race.conclude().finally(() => {
        this.#trailing -= 1;
      });
    };
    const kept = trail()
      .catch(() => undefined)
      .finally(() => this.#open.delete(race));
    this.#open.set(race, kept);
  }
}

const stopping = () => protocolError("protocol/unavailable", "The validator is being stopped.");
