import { createTranslationChallenge, type TranslationChallenge } from "../../../src/index.js";
import { pick, seededRandom } from "../../../src/text/tasks/random.js";

/** Words of the same language as the answer, taken from other sentences. */
const vocabulary = new Map<string, string[]>();

function wordsOf(language: string): string[] {
  const known = vocabulary.get(language);
  if (known) return known;
  const words = Array.from({ length: 600 }, (_, seed) => createTranslationChallenge(500_000 + seed))
    .filter(({ request }) => request.sourceLanguage === language)
    .flatMap(({ request }) => request.text.replace(/[.?¿,]/g, "").split(" "));
  vocabulary.set(language, words);
  return words;
}

/** A right translation in which each word is another one with this probability: a model of known quality. */
export function noisyAnswer({ request, check }: TranslationChallenge, errors: number, seed: number): string {
  const random = seededRandom(seed);
  const words = check!.references[0]!.split(" ");
  return words.map((word) => (random() < errors ? pick(random, wordsOf(request.targetLanguage)) : word)).join(" ");
}

/** The commonest words of a language, most frequent first. */
export function commonWords(language: string, count: number): string[] {
  const counts = new Map<string, number>();
  for (const word of wordsOf(language)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([word]) => word);
}
