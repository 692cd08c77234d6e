import type { TextRequest, TextToken } from "@taostack/protocol";
import type { Answer, AnswerStatus } from "./answer.js";

export interface Verdict {
  /** 0 … 1. */
  readonly score: number;
  /** Why, in words. */
  readonly explanation: string;
  /** Beside that of a challenge, which is 1; 1 by default. */
  readonly weight?: number;
}

/** What is kept of an answer once it is judged, whatever the market. */
export interface JudgedAnswer {
  readonly miner: { readonly hotkey: string };
  readonly status: AnswerStatus;
  /** Of answers that come in pieces. */
  readonly firstTokenMs?: number | undefined;
  readonly totalMs?: number | undefined;
}

export interface JudgeContext<Check> {
  /** The known solution of a challenge; organic requests have none. */
  readonly check?: Check | undefined;
  /** All answers to the same request, to judge speed by. */
  readonly peers: readonly Answer[];
}

export type AnswerEnd = "stop" | "length";

/** Reads one answer token by token, as the reference would have written it: what a reader is shown is never a miner's word alone. */
export interface AnswerReader {
  /** How the tokens so far have ended; `undefined` while an answer may go on. */
  readonly end: AnswerEnd | undefined;
  /** False, without having taken it, for a token whose text is not what it stands for. */
  take(token: TextToken): boolean;
}

/** Tells good answers from bad ones, by the commodity's own rules and the reference model. */
export interface Judge<Check = unknown> {
  /** The score of a complete answer. @throws when this side cannot judge now, which is not the miner's fault. */
  judge(request: TextRequest, answer: Answer, context: JudgeContext<Check>): Promise<Verdict>;
  /** How believable the first tokens of an answer are, 0 … 1: cheap, for choosing whom to stream. @throws as `judge`. */
  opening(request: TextRequest, tokens: readonly TextToken[]): Promise<number>;
  /** Begins to read an answer to the request. */
  read(request: TextRequest): AnswerReader;
  /** Tokens of the prompt. @throws `protocol/invalid_argument` for a prompt that leaves no room for an answer. */
  promptTokens(request: TextRequest): number;
}
