/** A source of numbers in [0, 1). Two sources that give the same numbers give the same tasks. */
export type Random = () => number;

/** One turn of a conversation, as chat models take it; or, of the role `text`, a text to go on with. */
export interface TaskMessage {
  readonly role: "system" | "user" | "assistant" | "text";
  readonly content: string;
}

/** What is asked for; each kind is one skill. */
export type TaskKind =
  | "sum"
  | "difference"
  | "product"
  | "reading"
  | "lookup"
  | "extract"
  | "rewrite"
  | "reverse"
  | "pick"
  | "count"
  | "remove"
  | "replace"
  | "largest"
  | "sort";

/** A question whose answer is known before it is asked. */
export interface KnownAnswerTask {
  readonly kind: TaskKind;
  /** The conversation so far; the last message is the user's. */
  readonly messages: readonly TaskMessage[];
  /** What a right answer has to contain: `"61"`, `"Velton"`, `"house apple red"`. */
  readonly expected: string;
  /** Candidates from the question that are wrong: an answer that names one of them as well is a list of guesses. */
  readonly decoys: readonly string[];
  /** The answer has to be what is expected and nothing more: a list, a sentence. */
  readonly exact?: true;
  /** A right answer in full, one of those that the bundled models are taught to give. */
  readonly answer: string;
}

/** A question with no single right answer, and one good answer to it. */
export interface OpenQuestion {
  readonly topic: string;
  readonly messages: readonly TaskMessage[];
  readonly answer: string;
}

/** A conversation of one question. */
export const ask = (content: string): readonly TaskMessage[] => [{ role: "user", content }];
