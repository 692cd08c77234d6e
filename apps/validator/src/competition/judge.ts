import type { TextRequest, TextToken } from "@taostack/protocol";
import type { Answer } from "./answer.js";

export interface Verdict {
  /** 0 … 1. */
  readonly score: number;
  /** Why, in words. */
  readonly explanation: string;
}

export interface JudgeContext<Check> {
  /** The known solution of a challenge; organic requests have none. */
  readonly check?: Check | undefined;
  /** All answers to the same request, to judge speed by. */
  readonly peers: readonly Answer[];
}

/** Tells good answers from bad ones, by the commodity's own rules and the reference model. */
export interface Judge<Check = unknown> {
  /** The score of a complete answer. */
  judge(request: TextRequest, answer: Answer, context: JudgeContext<Check>): Promise<Verdict>;
  /** How believable the first tokens of an answer are, 0 … 1: cheap, for choosing whom to stream. */
  opening(request: TextRequest, tokens: readonly TextToken[]): Promise<number>;
}
