import type { CallOptions, NeuronChannel } from "@taostack/protocol";
import type { Challenge, Commodity, Market } from "./commodity.js";

/** A market whose answers come in one message: what a validator needs beside the rules to hold it. */
export interface UnaryCommodity<M extends Market> extends Commodity<M> {
  /** What a validator judges by, and a miner serves, unless they are told otherwise. */
  readonly referenceModel: string;
  /**
   * One task in as many versions as miners are asked, for markets where versions can differ: what is right for one is wrong for
   * another, so that passing on an answer shows. Without it all are set the same challenge.
   */
  createChallenges?(seed: number | (() => number), count: number): readonly Challenge<M["Request"], M["Check"]>[];
  /** Somebody who sees all rounds of one validator, for what no single answer shows. */
  createWatch?(): Watch<M>;
  /** Asks a miner over its channel. @throws `protocol/…`. */
  ask(channel: Pick<NeuronChannel, "client">, request: M["Request"], options: CallOptions): Promise<M["Answer"]>;
  /** Clock readings as the market judges them. @param usualMs - Middle of the times of all who answered; none if that is one. */
  timingOf(totalMs: number, usualMs: number | undefined): M["Timing"];
}

/** One miner's answer in a round. */
export interface Sighting<M extends Market> {
  readonly miner: string;
  readonly challenge: Challenge<M["Request"], M["Check"]>;
  readonly answer: M["Answer"];
  readonly totalMs: number;
}

export interface Suspicion {
  /** By how much to multiply what the miner earned in this round, 0 … 1. */
  readonly factor: number;
  readonly explanation: string;
}

export interface Watch<M extends Market> {
  /** Takes in the answers of a round; tells who keeps less than the whole score. */
  review(sightings: readonly Sighting<M>[]): ReadonlyMap<string, Suspicion>;
}
