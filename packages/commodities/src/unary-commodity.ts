import type { CallOptions, NeuronChannel } from "@taostack/protocol";
import type { Commodity, Market } from "./commodity.js";

/** A market whose answers come in one message: what a validator needs beside the rules to hold it. */
export interface UnaryCommodity<M extends Market> extends Commodity<M> {
  /** What a validator judges by, and a miner serves, unless they are told otherwise. */
  readonly referenceModel: string;
  /** Asks a miner over its channel. @throws `protocol/…`. */
  ask(channel: Pick<NeuronChannel, "client">, request: M["Request"], options: CallOptions): Promise<M["Answer"]>;
  /** Clock readings as the market judges them. @param usualMs - Middle of the times of all who answered; none if that is one. */
  timingOf(totalMs: number, usualMs: number | undefined): M["Timing"];
}
