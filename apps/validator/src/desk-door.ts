import { protocolError } from "@taostack/protocol";

export interface DeskLimits {
  /** Requests answered at a time; more are refused at once. */
  readonly maxConcurrent: number;
  /** What users may ask for by name. */
  readonly model: string;
}

/** Lets users' requests in, as many at a time as its bound allows, and counts them. */
export class DeskDoor {
  readonly #limits: DeskLimits;
  /** Requests in progress. */
  active = 0;
  /** Requests that were let in since the start. */
  served = 0;

  constructor(limits: DeskLimits) {
    this.#limits = limits;
  }

  /** Call what it returns once the request has ended. @throws `protocol/not_found` (the model), `protocol/resource_exhausted`. */
  enter(wanted: string): () => void {
    const { maxConcurrent, model } = this.#limits;
    if (wanted !== "" && wanted !== model) {
      throw protocolError("protocol/not_found", `There is no model "${wanted.slice(0, 64)}" here; there is ${model}.`);
    }
    if (this.active >= maxConcurrent) {
      throw protocolError("protocol/resource_exhausted", `More than ${maxConcurrent} requests are being answered.`);
    }
    this.active += 1;
    this.served += 1;
    return () => {
      this.active -= 1;
    };
  }
}
