/** How many tokens a token's text may depend on: the space before a word, the bytes of one character. */
const CONTEXT_TOKENS = 8;
/** Decoding a few more costs less than decoding anew what is left after each token. */
const MOST_TOKENS = 2 * CONTEXT_TOKENS;

/** Without the marks of a character that further bytes may still complete. */
const settled = (text: string): string => text.replace(/\ufffd{1,3}$/, "");

/**
 * Turns a stream of tokens into text piece by piece. Decoding tokens one at a time would lose the space that some tokenizers
 * put before a word and break characters that span several tokens, so each piece is the difference between two decodings.
 */
export class Detokenizer {
  readonly #decode: (tokens: readonly number[]) => string;
  #window: number[];
  /** What the window decodes to, as far as it has been given out. */
  #given: string;

  /** @param before - Tokens that come before the first one; their text is not given out again. */
  constructor(decode: (tokens: readonly number[]) => string, before: readonly number[] = []) {
    this.#decode = decode;
    this.#window = before.slice(-CONTEXT_TOKENS);
    this.#given = settled(decode(this.#window));
  }

  /** The text that `token` completes; empty while a character is unfinished. A character never finished is never given. */
  push(token: number): string {
    this.#window.push(token);
    const text = settled(this.#decode(this.#window));
    const piece = text.slice(this.#given.length);
    this.#given = text;
    if (this.#window.length === MOST_TOKENS) {
      this.#window = this.#window.slice(-CONTEXT_TOKENS);
      this.#given = settled(this.#decode(this.#window));
    }
    return piece;
  }
}
