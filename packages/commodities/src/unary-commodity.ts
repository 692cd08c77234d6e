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
   * The same task for several miners, dressed differently for each, so that what is right for one is not right for another: who passes
   * on another's answer gains nothing. Absent where all miners get the same request.
   */
  createChallenges?(seed: number | (() => number), count: number): readonly Challenge<M["Request"], M["Check"]>[];
  disguise(request: M["Request"], random: () => number): M["Request"];
  /** Asks a miner over its channel. @throws `protocol/…`. */
  ask(channel: Pick<NeuronChannel, "client">, request: M["Request"], options: CallOptions): Promise<M["Answer"]>;
  /** Clock readings as the market judges them. @param usualMs - Middle of the times of all who answered; none if that is one. */
  timingOf(totalMs: number, usualMs: number | undefined): M["Timing"];
}

/** Any of them, for code that does not look into requests and answers. */
export type AnyUnaryCommodity = UnaryCommodity<UnaryMarket>;
