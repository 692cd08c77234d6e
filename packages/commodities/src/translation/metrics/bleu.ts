import { matches, ngramCounts, total } from "./ngrams.js";
import { tokenize13a } from "./tokenize-13a.js";

const ORDERS = 4;

interface BleuStatistics {
  /** Words. */
  readonly length: number;
  /** Words of the reference whose length is nearest. */
  readonly referenceLength: number;
  /** n-grams of orders 1 … 4 that a reference has too, and all. */
  readonly correct: readonly number[];
  readonly all: readonly number[];
}

const allNgrams = (words: readonly string[]): Map<string, number>[] =>
  Array.from({ length: ORDERS }, (_, index) => ngramCounts(words, index + 1, " "));

/** The highest count that any reference has. */
function union(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const each of counts) for (const [key, count] of each) highest.set(key, Math.max(count, highest.get(key) ?? 0));
  return highest;
}

function nearest(length: number, lengths: readonly number[]): number {
  return lengths.reduce((best, next) => {
    const [difference, smallest] = [Math.abs(length - next), Math.abs(length - best)];
    return difference < smallest || (difference === smallest && next < best) ? next : best;
  });
}

function statisticsOf(hypothesis: string, references: readonly string[]): BleuStatistics {
  const words = tokenize13a(hypothesis);
  const others = references.map(tokenize13a);
  const given = allNgrams(words);
  const wanted = others.map(allNgrams);
  return {
    length: words.length,
    referenceLength: nearest(
      words.length,
      others.map((other) => other.length),
    ),
    correct: given.map((counts, order) => matches(counts, union(wanted.map((each) => each[order]!)))),
    all: given.map(total),
  };
}

const logarithm = (value: number): number => (value === 0 ? -9_999_999_999 : Math.log(value));

/** @param effective - Leave out the orders that the text is too short for. */
function scoreOf({ length, referenceLength, correct, all }: BleuStatistics, effective: boolean): number {
  if (correct.every((count) => count === 0)) return 0;
  const precisions = Array<number>(ORDERS).fill(0);
  let [smoothing, orders] = [1, ORDERS];
  for (let order = 0; order < ORDERS && all[order]! > 0; order++) {
    if (effective) orders = order + 1;
    if (correct[order] === 0) smoothing *= 2;
    precisions[order] = correct[order] === 0 ? 100 / (smoothing * all[order]!) : (100 * correct[order]!) / all[order]!;
  }
  const brevity = length >= referenceLength ? 1 : Math.exp(1 - referenceLength / length);
  const logs = precisions.slice(0, orders).map(logarithm);
  return brevity * Math.exp(logs.reduce((sum, value) => sum + value, 0) / orders);
}

/**
 * BLEU of one text, 0 … 100 (Papineni et al., 2002), as sacrebleu's `sentence_bleu`:
 * `nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp`.
 * @param references - At least one.
 */
export const sentenceBleu = (hypothesis: string, references: readonly string[]): number =>
  scoreOf(statisticsOf(hypothesis, references), true);

/** BLEU of a corpus, as sacrebleu's `corpus_bleu`: `eff:no`. `references[i]` are those of `hypotheses[i]`. */
export function corpusBleu(hypotheses: readonly string[], references: readonly (readonly string[])[]): number {
  const all = hypotheses.map((hypothesis, index) => statisticsOf(hypothesis, references[index]!));
  const sum = (of: (each: BleuStatistics) => number) => all.reduce((total, each) => total + of(each), 0);
  const byOrder = (of: (each: BleuStatistics) => readonly number[]) =>
    Array.from({ length: ORDERS }, (_, order) => sum((each) => of(each)[order]!));
  return scoreOf(
    {
      length: sum((each) => each.length),
      referenceLength: sum((each) => each.referenceLength),
      correct: byOrder((each) => each.correct),
      all: byOrder((each) => each.all),
    },
    false,
  );
}
