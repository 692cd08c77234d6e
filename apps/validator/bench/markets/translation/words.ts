import { createTranslationChallenge, type Random } from "@taostack/commodities";
import { seedOf } from "../seeds.js";

const SAMPLES = 600;

/** Words of a language by how common they are, the commonest first, as the market's sentences have them. */
export interface Words {
  /** Each as often as it comes. */
  readonly all: readonly string[];
  readonly common: readonly string[];
}

/** Anybody can draw sentences and count: the grammar is public. */
export function wordsByLanguage(): ReadonlyMap<string, Words> {
  const all = new Map<string, string[]>();
  for (let index = 0; index < SAMPLES; index++) {
    const { sourceLanguage, text } = createTranslationChallenge(seedOf("words", index)).request;
    const words = all.get(sourceLanguage) ?? [];
    words.push(...text.replace(/[.?¿,]/g, "").split(" "));
    all.set(sourceLanguage, words);
  }
  return new Map([...all].map(([language, words]) => [language, { all: words, common: byCount(words) }]));
}

function byCount(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}

export const pickOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
