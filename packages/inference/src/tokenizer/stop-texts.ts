export interface TextPiece {
  readonly text: string;
}

/** How much of `text`'s end could be the beginning of one of `stops`. */
function openEnd(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}

/**
 * Looks for stop texts in a stream of pieces and holds a piece back for as long as it may belong to one. Once a stop text is
 * complete, the pieces' texts are cut where it begins.
 */
export class StopTexts<P extends TextPiece> {
  readonly #stops: readonly string[];
  #held: P[] = [];

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  push(piece: P): { pieces: P[]; stopped: boolean } {
    if (this.#stops.length === 0) return { pieces: [piece], stopped: false };
    this.#held.push(piece);
    const text = this.#held.map((held) => held.text).join("");
    const found = this.#stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
    if (found.length > 0) return { pieces: this.#cut(Math.min(...found)), stopped: true };
    return { pieces: this.#take(text.length - openEnd(text, this.#stops)), stopped: false };
  }

  /** What is still held when the stream ends without a stop text. */
  finish(): P[] {
    return this.#held.splice(0);
  }

  /** The pieces that end within the first `length` characters. */
  #take(length: number): P[] {
    let end = 0;
    const count = this.#held.findIndex(({ text }) => {
      end += text.length;
      return end > length;
    });
    return this.#held.splice(0, count < 0 ? this.#held.length : count);
  }

  #cut(length: number): P[] {
    let start = 0;
    return this.finish().map((piece) => {
      const text = piece.text.slice(0, Math.max(0, length - start));
      start += piece.text.length;
      return { ...piece, text };
    });
  }
}
