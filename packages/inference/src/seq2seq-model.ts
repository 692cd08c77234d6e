import type { CallOptions, ModelCard } from "./text-model.js";

export interface RewriteRequest {
  /** As the model was taught to take it, with the mark or the words that say what is wanted. */
  readonly text: string;
  /** Tokens of the answer, the end token included. */
  readonly maxTokens: number;
  /** A token that the answer must begin with, by its text: some models are told the language so. */
  readonly beginWith?: string;
}

export interface RewriteAnswer {
  /** Without special tokens. */
  readonly text: string;
  readonly finishReason: "stop" | "length";
  readonly sourceTokens: number;
  readonly targetTokens: number;
}

/** An encoder-decoder that is loaded and answers, on a thread of its own: translation, summaries, corrections. */
export interface Seq2SeqModel {
  /** `contextLength` counts the tokens of a text, and those of an answer, each by itself. */
  readonly card: ModelCard;
  /** Task settings of the folder's config.json, untouched: T5's, for one, say with which words a task begins. */
  readonly taskSettings: Readonly<Record<string, unknown>>;
  /**
   * The likeliest answer, token by token.
   * @throws `inference/invalid_request`, `inference/prompt_too_long`, `inference/overloaded`, `inference/engine_failed`,
   * `inference/disposed`; the signal's reason once aborted.
   */
  rewrite(request: RewriteRequest, options?: CallOptions): Promise<RewriteAnswer>;
  /** How many tokens the encoder is given for a text. */
  countTokens(text: string): number;
  /** Whether the vocabulary has a token of exactly this text. */
  hasToken(text: string): boolean;
  /** Stops what runs and frees the memory. Safe to call twice. */
  dispose(): Promise<void>;
}
