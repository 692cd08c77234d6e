import type { TranslationParts } from "./score.js";

/** Below this a part is worth a word. */
const NOTABLE = 0.95;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The judgement in words; `known` tells whether the references were known or are the validator's own translation. */
export function describe(parts: TranslationParts, known: boolean): string[] {
  const low = (part: number | undefined): part is number => part !== undefined && part < NOTABLE;
  const { language, copy, length, repetition, numbers } = parts;
  return [
    qualityInWords(parts, known),
    low(language) && `It does not read like the target language (${percent(language)} left of the score).`,
    low(copy) && `It repeats the source (${percent(copy)} left).`,
    low(length) && `Its length is not that of a translation (${percent(length)} left).`,
    low(repetition) && `It repeats itself (${percent(repetition)} left).`,
    low(numbers) && `Numbers are missing, wrong or added (${percent(numbers)} left).`,
  ].filter((sentence) => sentence !== false);
}

function qualityInWords({ quality, chrf, bleu, terms }: TranslationParts, known: boolean): string {
  if (quality === undefined || chrf === undefined || bleu === undefined)
    return "There is no reference to compare with.";
  const against = known ? "the reference" : "the validator's own translation";
  const named = terms === undefined ? "" : `, ${percent(terms)} of the terms named`;
  return `Against ${against}: chrF++ ${(100 * chrf).toFixed(1)}, BLEU ${(100 * bleu).toFixed(1)}${named}.`;
}
