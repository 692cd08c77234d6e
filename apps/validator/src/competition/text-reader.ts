import type { TextModel } from "@taostack/inference";
import type { TextToken } from "@taostack/protocol";
import type { AnswerEnd, AnswerReader } from "./judge.js";

export interface TextReaderOptions {
  /** Texts that end an answer. */
  readonly stop: readonly string[];
  /** Tokens of the answer before the first one that is read. */
  readonly before: readonly number[];
  /** Tokens that may still come. */
  readonly room: number;
}

type Tokenizer = Pick<TextModel, "card" | "decode" | "eosTokenIds">;

/** How many tokens a token's text may depend on: the space before a word, the bytes of one character. */
const CONTEXT_TOKENS = 8;
/** Characters that a miner may hold back besides a beginning stop text. */
const MAX_HELD = 16;

/** Without the marks of a character that further bytes may still complete. */
const settled = (text: string): string => text.replace(/\ufffd{1,3}$/, "");

/**
 * Holds the texts that come with tokens against the tokens themselves. A text may come later than its token, since a miner has to hold
 * back what may be the beginning of a stop text, but it may not be another.
 */
export class TextReader implements AnswerReader {
  end: AnswerEnd | undefined;
  readonly #tokenizer: Tokenizer;
  readonly #options: TextReaderOptions;
  readonly #maxHeld: number;
  #window: readonly number[];
  #count = 0;
  #text = "";
  /** What the tokens stand for and their texts have not said yet. */
  #held = "";

  constructor(tokenizer: Tokenizer, options: TextReaderOptions) {
    this.#tokenizer = tokenizer;
    this.#options = options;
    this.#maxHeld = MAX_HELD + Math.max(0, ...options.stop.map((text) => text.length));
    this.#window = options.before.slice(-CONTEXT_TOKENS);
  }

  take({ id, text }: TextToken): boolean {
    if (this.end !== undefined || id >= this.#tokenizer.card.vocabularySize) return false;
    const piece = this.#pieceOf(id);
    const held = this.#held + piece;
    if (!held.startsWith(text) || held.length - text.length > this.#maxHeld) return false;
    this.#held = held.slice(text.length);
    this.#text += piece;
    this.#window = [...this.#window, id].slice(-CONTEXT_TOKENS);
    this.#count += 1;
    this.end = this.#endAt(id);
    return true;
  }

  #pieceOf(id: number): string {
    const given = settled(this.#tokenizer.decode(this.#window));
    return settled(this.#tokenizer.decode([...this.#window, id])).slice(given.length);
  }

  #endAt(id: number): AnswerEnd | undefined {
    const { stop, room } = this.#options;
    if (this.#tokenizer.eosTokenIds.includes(id) || stop.some((text) => this.#text.includes(text))) return "stop";
    return this.#count >= room ? "length" : undefined;
  }
}
