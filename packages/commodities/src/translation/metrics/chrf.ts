import { type Counts, matches, ngramCounts, total } from "./ngrams.js";
import { splitWords } from "./split-words.js";

const CHARACTER_ORDER = 6;
const WORD_ORDER = 2;
const ORDERS = CHARACTER_ORDER + WORD_ORDER;
/** Recall counts this many times as much as precision, squared. */
const BETA_SQUARED = 4;
const PUNCTUATION = new Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

/** n-grams in the hypothesis, in the reference and in both, for each order: characters 1 … 6, then words 1 … 2. */
export type ChrfStatistics = readonly (readonly [hypothesis: number, reference: number, common: number])[];

/** Punctuation at one end of a word is a word of its own; at the end first. */
const wordsOf = (text: string): string[] =>
  splitWords(text).flatMap((word) => {
    if (word.length === 1) return [word];
    if (PUNCTUATION.has(word.at(-1)!)) return [word.slice(0, -1), word.at(-1)!];
    return PUNCTUATION.has(word[0]!) ? [word[0]!, word.slice(1)] : [word];
  });

function allNgrams(text: string): Counts[] {
  const characters = Array.from(splitWords(text).join(""));
  const words = wordsOf(text);
  return Array.from({ length: ORDERS }, (_, index) =>
    index < CHARACTER_ORDER ? ngramCounts(characters, index + 1) : ngramCounts(words, index + 1 - CHARACTER_ORDER, " "),
  );
}

function compare(hypothesis: readonly Counts[], reference: readonly Counts[]): ChrfStatistics {
  return hypothesis.map((given, index) => {
    const wanted = reference[index]!;
    return [wanted.size > 0 ? total(given) : 0, total(wanted), matches(given, wanted)];
  });
}

/** F-score of mean precision and mean recall over the orders that both texts are long enough for. 0 … 100. */
function scoreOf(statistics: ChrfStatistics): number {
  const counted = statistics.filter(([given, wanted]) => given > 0 && wanted > 0);
  if (counted.length === 0) return 0;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / counted.length;
  const precision = mean(counted.map(([given, , common]) => common / given));
  const recall = mean(counted.map(([, wanted, common]) => common / wanted));
  if (precision + recall === 0) return 0;
  return (100 * (1 + BETA_SQUARED) * precision * recall) / (BETA_SQUARED * precision + recall);
}

/** Against the reference that fits best. */
function statisticsOf(hypothesis: string, references: readonly string[]): ChrfStatistics {
  const given = allNgrams(hypothesis);
  const all = references.map((reference) => compare(given, allNgrams(reference)));
  return all.reduce((best, next) => (scoreOf(next) > scoreOf(best) ? next : best));
}

/**
 * chrF++ of one text, 0 … 100 (Popović, 2017), as sacrebleu computes it:
 * `nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no`.
 * @param references - At least one.
 */
export const sentenceChrf = (hypothesis: string, references: readonly string[]): number =>
  scoreOf(statisticsOf(hypothesis, references));

/** chrF++ of a corpus: counts are added up before they are divided. `references[i]` are those of `hypotheses[i]`. */
export function corpusChrf(hypotheses: readonly string[], references: readonly (readonly string[])[]): number {
  const sums = Array.from({ length: ORDERS }, (): [number, number, number] => [0, 0, 0]);
  for (const [index, hypothesis] of hypotheses.entries()) {
    for (const [order, counts] of statisticsOf(hypothesis, references[index]!).entries()) {
      for (const part of [0, 1, 2] as const) sums[order]![part] += counts[part];
    }
  }
  return scoreOf(sums);
}
