/**
 * One message of a conversation, as the chat template takes it. A message of the role `text` stands alone, without a template: a text
 * to go on with as it is (a completion).
 */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant" | "text";
  readonly content: string;
}

/** How tokens are drawn. With the same model, messages and settings the same answer comes out. */
export interface SamplingSettings {
  /** 0 takes the likeliest token each time. */
  readonly temperature: number;
  /** In (0, 1]: draws only from the likeliest tokens that together reach this probability. */
  readonly topP: number;
  /** u32. */
  readonly seed: number;
}

export interface GenerateRequest extends SamplingSettings {
  readonly messages: readonly ChatMessage[];
  /** Tokens of the whole answer, those of `continueFrom` included. */
  readonly maxTokens: number;
  /** Ends the answer before the first of these texts. */
  readonly stop?: readonly string[];
  /** Token ids of an answer already begun, to go on from. They are not returned again. */
  readonly continueFrom?: readonly number[];
}

/**
 * One drawn token. The texts joined are what a person reads: they leave out end tokens and the stop text, which the ids keep.
 * A token that ends within a character has an empty text; the one that completes it carries the character.
 */
export interface GeneratedToken {
  readonly id: number;
  readonly text: string;
  /** Natural logarithm, at temperature 1 whatever the temperature drawn at. */
  readonly logprob: number;
}

/** `stop`: an end token, which is then the last token, or a stop text. `length`: `maxTokens`, or the context is full. */
export interface GenerateResult {
  readonly finishReason: "stop" | "length";
  readonly promptTokens: number;
  /** Tokens drawn by this call, the end token included. */
  readonly completionTokens: number;
}

export interface ScoreRequest {
  readonly messages: readonly ChatMessage[];
  /** The answer's token ids, the end token included if it had one. */
  readonly tokens: readonly number[];
  /** Tokens of the same answer before `tokens`; not scored. */
  readonly continueFrom?: readonly number[];
  /** What the answer says it was drawn with. Greedy if absent. */
  readonly sampling?: SamplingSettings;
}

/** What this model thinks of one given token, after the prompt and the tokens before it. Nats, at temperature 1. */
export interface TokenScore {
  readonly logprob: number;
  /** 1 is the likeliest. */
  readonly rank: number;
  /** Log-probability of the likeliest token there. */
  readonly topLogprob: number;
  /** Mean log-probability of what the temperature draws there, nucleus aside: at temperature 1 the negative entropy. */
  readonly expectedLogprob: number;
  /**
   * 0 if this model, with the request's settings and seed, draws this very token. Otherwise by how much its logits would have to
   * be off for it to draw the token: some hundredths for another kernel, tenths for quantised weights, whole nats for another
   * model or another seed.
   */
  readonly samplingGap: number;
}

export interface ModelCard {
  readonly name: string;
  /** Hex SHA-256 over the files that decide what the model answers. */
  readonly hash: string;
  /** Number of weights, if the folder says it. */
  readonly parameters?: number;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  /** `fp32`, `int8`, …: which of the folder's weights are loaded. */
  readonly dtype: string;
  readonly license?: string;
  readonly description?: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** A language model that is loaded and answers. It computes on a thread of its own. */
export interface TextModel {
  readonly card: ModelCard;
  /** Tokens that end an answer. */
  readonly eosTokenIds: readonly number[];
  /**
   * Draws an answer. Nothing starts before the first `next()`; leaving the loop or aborting frees the slot at once.
   * @throws `inference/invalid_request`, `inference/prompt_too_long`, `inference/overloaded`, `inference/engine_failed`,
   * `inference/disposed`; the signal's reason once aborted.
   */
  generate(request: GenerateRequest, options?: CallOptions): AsyncGenerator<GeneratedToken, GenerateResult, undefined>;
  /** Judges a given answer, one entry for each of `tokens`, without drawing anything. Fails as `generate` does. */
  score(request: ScoreRequest, options?: CallOptions): Promise<TokenScore[]>;
  /** The prompt's token ids: the chat template, up to where the answer begins, or the text to go on with; then `continueFrom`. */
  encodeChat(messages: readonly ChatMessage[], continueFrom?: readonly number[]): number[];
  /** Text of the tokens, without special tokens. */
  decode(tokens: readonly number[]): string;
  /** Stops what runs and frees the memory. Safe to call twice. */
  dispose(): Promise<void>;
}
