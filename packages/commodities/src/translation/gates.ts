import { identifyLanguage } from "./language/identify.js";
import { isLanguage, type Language } from "./languages.js";
import { sentenceChrf } from "./metrics/chrf.js";
import { ngramCounts, total } from "./metrics/ngrams.js";
import { splitWords } from "./metrics/split-words.js";
import { numbersIn, sharedNumbers } from "./numbers.js";

/** What a gate looks at. Without references it compares with the source. */
export interface Compared {
  readonly answer: string;
  readonly source: string;
  readonly references: readonly string[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

const characters = (text: string): number => Array.from(text.trim()).length;
const most = (values: readonly number[]): number => Math.max(...values);

/** 1 where no other language is likelier than the target, less the likelier another is. */
function certainty(text: string, target: Language): number {
  const found = identifyLanguage(text);
  return found[target] / most(Object.values(found));
}

/**
 * min(1, p / p*): p is how likely the target language is against the likeliest, p* the same of a reference. A text that the check
 * itself would doubt, or cannot judge, is not held against a miner. `undefined` for languages that it does not know.
 */
export function languageGate({ answer, references, targetLanguage }: Compared): number | undefined {
  if (!isLanguage(targetLanguage)) return undefined;
  const wanted = references.length > 0 ? most(references.map((text) => certainty(text, targetLanguage))) : 1;
  return Math.min(1, certainty(answer, targetLanguage) / wanted);
}

/** chrF++ between a text and its translation where no reference tells; of 1,500 pairs of the grammar none had more than 44. */
const USUAL_LIKENESS = 50;
/** Likeness beyond the reference's that is left to chance. */
const COPY_MARGIN = 0.15;

/**
 * 1 − (c − 0.15) / 0.85, in 0 … 1: c is how far, from the reference's likeness to the source (0) to the source itself (1), the answer
 * has come. A copy is worth nothing, even where source and target share most words.
 */
export function copyGate({ answer, source, references }: Compared): number {
  const usual = references.length > 0 ? most(references.map((text) => sentenceChrf(text, [source]))) : USUAL_LIKENESS;
  if (usual >= 100) return 1;
  const copied = (sentenceChrf(answer, [source]) - usual) / (100 - usual);
  return 1 - Math.max(0, copied - COPY_MARGIN) / (1 - COPY_MARGIN);
}

/** Ratio of lengths that translators differ by, against a reference and, being less exact, against the source. */
const FREE_RATIO = { reference: 0.8, source: 0.5 } as const;

/** min(1, r / r₀)², r being the shorter by the longer length: what is left out or added costs more than its share. */
export function lengthGate({ answer, source, references }: Compared): number {
  const free = references.length > 0 ? FREE_RATIO.reference : FREE_RATIO.source;
  const own = characters(answer);
  const ratios = (references.length > 0 ? references : [source]).map((text) => {
    const other = characters(text);
    return Math.min(own, other) / Math.max(own, other);
  });
  return Math.min(1, most(ratios) / free) ** 2;
}

/** Share of word pairs that are repetitions of earlier ones. */
function repetition(text: string): number {
  const pairs = ngramCounts(splitWords(text.toLowerCase()), 2, " ");
  return pairs.size === 0 ? 0 : 1 - pairs.size / total(pairs);
}

/** 1 less the share of repeated word pairs beyond that of the reference (or source): stuffing repeats itself, translations seldom do. */
export function repetitionGate({ answer, source, references }: Compared): number {
  const usual = most((references.length > 0 ? references : [source]).map(repetition));
  return 1 - Math.max(0, repetition(answer) - usual);
}

/** What a wrong number can take away: half. It is a grave error, but the rest of the text may be right. */
const NUMBER_SHARE = 0.5;

/** 1 − 0.5 · (1 − share of numbers in common with the reference, or the source). */
export function numberGate({ answer, source, references, sourceLanguage, targetLanguage }: Compared): number {
  const given = numbersIn(answer, targetLanguage);
  const wanted =
    references.length > 0
      ? references.map((text) => numbersIn(text, targetLanguage))
      : [numbersIn(source, sourceLanguage)];
  return 1 - NUMBER_SHARE * (1 - most(wanted.map((numbers) => sharedNumbers(given, numbers))));
}
