import { type Language, languages, type PerLanguage } from "../languages.js";
import { functionWords } from "./function-words.js";
import { profiles } from "./profiles.js";
import { lettersOf, trigramsOf } from "./trigrams.js";

/** Three letters, and how many of 100,000. */
const entry = /^(...)(\d+)$/u;

const frequenciesOf = (profile: string): ReadonlyMap<string, number> =>
  new Map(
    profile.split("|").flatMap((text) => {
      const [, trigram, count] = entry.exec(text) ?? [];
      return trigram === undefined ? [] : [[trigram, Math.log(Number(count) / 100_000)] as const];
    }),
  );

const frequencies: PerLanguage<ReadonlyMap<string, number>> = {
  en: frequenciesOf(profiles.en),
  de: frequenciesOf(profiles.de),
  fr: frequenciesOf(profiles.fr),
  es: frequenciesOf(profiles.es),
};

/** Of a trigram that is not among a profile's: rarer than the rarest there. */
const UNSEEN = Math.log(2 / 100_000);
/** Neighbouring trigrams share letters, so that each counts for less than one observation. */
const TRIGRAM_WEIGHT = 0.4;
/** What a function word of a language is worth. */
const WORD_WEIGHT = 1;

function evidenceFor(language: Language, words: readonly string[], trigrams: readonly string[]): number {
  const known = frequencies[language];
  const letters = trigrams.reduce((sum, trigram) => sum + (known.get(trigram) ?? UNSEEN), 0);
  return TRIGRAM_WEIGHT * letters + WORD_WEIGHT * words.filter((word) => functionWords[language].has(word)).length;
}

/** How likely a text is to be in each of the four languages, 0 … 1, if it is in one of them. A quarter each for a text without letters. */
export function identifyLanguage(text: string): PerLanguage<number> {
  const words = lettersOf(text);
  const trigrams = trigramsOf(text);
  const evidence = languages.map((language) => evidenceFor(language, words, trigrams));
  const best = Math.max(...evidence);
  const shares = evidence.map((value) => Math.exp(value - best));
  const sum = shares.reduce((total, share) => total + share, 0);
  const [en = 0, de = 0, fr = 0, es = 0] = shares.map((share) => share / sum);
  return { en, de, fr, es };
}
