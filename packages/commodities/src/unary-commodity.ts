import type { CallOptions, NeuronChannel } from "@taostack/protocol";
import type { Challenge, Commodity, Market } from "./commodity.js";

/** What miner and validator need of a model, whatever it computes. */
export interface CommodityModel {
  /** Published in `describe`. `hash` is hex SHA-256 over all that decides what it answers. */
  readonly card: { readonly name: string; readonly hash: string };
  dispose(): Promise<void>;
}

/** What the programs ask of a model that they load, from their options. A commodity heeds what applies to it. */
export interface ServingOptions {
  /** That compute one answer. */
  readonly threads?: number;
  /** Answers computed at a time. */
  readonly maxConcurrent?: number;
  /** Answers that wait; more are refused. */
  readonly maxQueue?: number;
  /** Of a model's weights: `fp32`, `q8`, … */
  readonly dtype?: string;
  /** onnxruntime's names of what computes, first choice first: `cpu`, `cuda`, … */
  readonly executionProviders?: readonly string[];
}

/** Longest messages of a market, in bytes as encoded. What is longer is refused before it is decoded. */
export interface MessageBytes {
  readonly request: number;
  readonly answer: number;
}

export interface UnaryMarket extends Market {
  Model: CommodityModel;
}

/**
 * A market whose answers come in one message, with all that miner and validator need to hold it: they take any object of this type,
 * built in or not.
 */
export interface UnaryCommodity<M extends UnaryMarket> extends Commodity<M> {
  /** What a validator judges by, and a miner serves, unless they are told otherwise. */
  readonly referenceModel: string;
  /** 4 MiB each by default. */
  readonly messageBytes?: MessageBytes;
  /**
   * A challenge for each of several miners, so that what is right for one is not right for another: who passes on another's answer
   * gains nothing. Absent where all miners get the same request.
   */
  createChallenges?(seed: number | (() => number), count: number): readonly Challenge<M["Request"], M["Check"]>[];
  /** Somebody who sees all rounds of one validator, for what no single answer shows. */
  createWatch?(): Watch<M>;
  disguise(request: M["Request"], random: () => number): M["Request"] | Promise<M["Request"]>;
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

/** Any of them, for code that does not look into requests and answers. */
export type AnyUnaryCommodity = UnaryCommodity<UnaryMarket>;
