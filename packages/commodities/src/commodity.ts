import type { ServiceImplementation } from "@taostack/protocol";

/** A task that a validator sets. `check` is what it knows about the right answer, and is never sent. */
export interface Challenge<Request, Check> {
  readonly request: Request;
  readonly check?: Check;
}

/** A judgement that can be shown and argued with. */
export interface Score {
  /** 0 … 1. */
  readonly total: number;
  /** What the total is made of, each 0 … 1. */
  readonly parts: Readonly<Record<string, number | undefined>>;
  /** The judgement in words, for the miner's operator. */
  readonly explanation: string;
}

/** What a judgement is about. A real user's request has no `check`, and is judged by the same rules. */
export interface Evidence<Request, Answer, Check, Timing> extends Challenge<Request, Check> {
  readonly answer: Answer;
  readonly timing?: Timing;
}

/** What the pure part of a judgement takes: the same, and what the reference model makes of it. */
export interface ScoreInput<Request, Answer, Check, Timing, Reference> {
  readonly challenge: Challenge<Request, Check>;
  readonly answer: Answer;
  readonly reference: Reference;
  readonly timing?: Timing;
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
}

/** The types of one market. */
export interface Market {
  /** What answers (miner) and judges (validator). */
  Model: unknown;
  ModelOptions: unknown;
  /** Wire messages. */
  Request: unknown;
  Answer: unknown;
  Check: unknown;
  Timing: unknown;
  Reference: unknown;
  Limits: object;
}

/** One market: how a task is made, served and judged. docs/own-commodity.md tells how to write one. */
export interface Commodity<M extends Market> {
  readonly name: string;
  /** By a bundled model's name, or from a folder. */
  loadModel(nameOrFolder: string, options?: M["ModelOptions"]): Promise<M["Model"]>;
  /** A fresh task. The same seed, or the same numbers, give the same task. */
  createChallenge(seed: number | (() => number)): Challenge<M["Request"], M["Check"]>;
  /**
   * A user's request, filled in where users may leave something out, if the validator can judge what comes of it. Absent where every
   * request will do.
   * @throws `protocol/invalid_argument`, in words for the user.
   */
  admit?(request: M["Request"], reference: M["Model"]): M["Request"];
  /**
   * A user's request as miners get to see it: under an id of the validator's own, without what only users fill in. Nothing on the wire
   * then tells it from a challenge. Absent where a user's request needs no change.
   */
  disguise?(request: M["Request"], random: () => number): M["Request"] | Promise<M["Request"]>;
  /** The miner's side of the wire. */
  serve(model: M["Model"], limits?: Partial<M["Limits"]>): ServiceImplementation;
  /** Asks the reference model what it makes of an answer, and scores it. */
  verifyAnswer(
    reference: M["Model"],
    evidence: Evidence<M["Request"], M["Answer"], M["Check"], M["Timing"]>,
    options?: VerifyOptions,
  ): Promise<Score>;
  /** The judgement itself. Pure: the same input gives the same score. */
  scoreAnswer(input: ScoreInput<M["Request"], M["Answer"], M["Check"], M["Timing"], M["Reference"]>): Score;
}
