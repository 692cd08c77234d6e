import type { CausalLm } from "./causal-lm.js";
import type { KeyValueCache } from "./key-value-cache.js";
import { RaggedCache } from "./ragged-cache.js";

interface Entry {
  readonly tokens: readonly number[];
  readonly cache: RaggedCache;
}

/** Fewer tokens in common run about as quickly as they are copied. */
const SHORTEST = 8;
/** Every prompt is compared with each one held. */
const MOST_ENTRIES = 32;

/** Keys and values of the latest prompts, for those that begin alike: with the same system prompt, or judged several times. */
export class PromptCache {
  readonly #lm: CausalLm;
  readonly #maxBytes: number;
  /** The one used last is the last one. */
  readonly #entries: Entry[] = [];
  #bytes = 0;

  /** Without ragged caches, which can be cut, nothing is held. */
  constructor(lm: CausalLm, maxBytes: number) {
    this.#lm = lm;
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** A cache that holds as much of the beginning of `tokens` as is known, but for the last one, whose logits are wanted. */
  begin(tokens: readonly number[]): KeyValueCache {
    let [best, longest] = [-1, SHORTEST - 1];
    for (const [index, entry] of this.#entries.entries()) {
      const length = Math.min(commonLength(entry.tokens, tokens), tokens.length - 1);
      if (length > longest) [best, longest] = [index, length];
    }
    if (best < 0) return this.#lm.emptyCache();
    const [entry] = this.#entries.splice(best, 1);
    this.#entries.push(entry!);
    return entry!.cache.copyOf(0, longest);
  }

  /** Remembers a prompt with which `cache` begins, in place of any that it goes on from. */
  keep(tokens: readonly number[], cache: KeyValueCache): void {
    if (this.#maxBytes === 0 || tokens.length < SHORTEST || !(cache instanceof RaggedCache)) return;
    if (this.#entries.some((entry) => commonLength(entry.tokens, tokens) === tokens.length)) return;
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const { length } = this.#entries[index]!.tokens;
      if (commonLength(this.#entries[index]!.tokens, tokens) === length) this.#remove(index);
    }
    const copy = cache.copyOf(0, tokens.length);
    this.#entries.push({ tokens: [...tokens], cache: copy });
    this.#bytes += copy.bytes;
    while (this.#bytes > this.#maxBytes || this.#entries.length > MOST_ENTRIES) this.#remove(0);
  }

  #remove(index: number): void {
    const [entry] = this.#entries.splice(index, 1);
    this.#bytes -= entry!.cache.bytes;
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
