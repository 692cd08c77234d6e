import type { TextRequest, TextToken } from "@taostack/protocol";
import type { Answer } from "./answer.js";

export interface Verdict {
  /** 0 … 1. */
  readonly score: number;
  /** Why, in words. */
  readonly explanation: string;
}

/** Tells good answers from bad ones, by the commodity's own rules and the reference model. */
export interface Judge<Check = unknown> {
  /** The score of a complete answer. `check` is the known solution of a challenge; organic requests have none. */
  judge(request: TextRequest, answer: Answer, check?: Check): Promise<Verdict>;
  /** How believable the first tokens of an answer are, 0 … 1: cheap, for choosing whom to stream. */
  opening(request: TextRequest, tokens: readonly TextToken[]): Promise<number>;
}
