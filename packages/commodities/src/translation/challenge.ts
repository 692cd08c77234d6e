import type { TranslationRequest } from "@taostack/protocol";
import type { Challenge } from "../commodity.js";
import { requestId } from "../request-id.js";
import { pick, seededRandom } from "../text/tasks/random.js";
import type { Random } from "../text/tasks/task.js";
import { randomSentence, type Sentence, sentenceIn, type Term, termsOf } from "./grammar/index.js";
import { type Language, languages } from "./languages.js";

/** What a validator knows about the right answer. */
export interface TranslationCheck {
  /** Right translations; at least one. */
  readonly references: readonly string[];
  /** What a translation has to name, each under one of some forms. */
  readonly terms?: readonly Term[];
}

export type TranslationChallenge = Challenge<TranslationRequest, TranslationCheck>;

const directions = languages.flatMap((from) => languages.filter((to) => to !== from).map((to) => ({ from, to })));

/** A text names at least so many things: short sentences, of which there are few, do not stand alone. */
const LEAST_TERMS = 7;

function sentencesOf(random: Random): Sentence[] {
  const sentences: Sentence[] = [];
  let terms = 0;
  while (terms < LEAST_TERMS) {
    const sentence = randomSentence(random);
    sentences.push(sentence);
    terms += termsOf(sentence, "en").length;
  }
  return sentences;
}

/**
 * A fresh text and its translation, both said from the same trees by the grammar. There are too many for one to come twice, so
 * that nothing can be looked up.
 * @param seed - A safe integer, or a source of numbers in [0, 1). The same seed gives the same challenge, id included. Seeds
 * are to be secret and unpredictable: who knows one knows the references.
 */
export function createTranslationChallenge(seed: number | Random): TranslationChallenge {
  const random = typeof seed === "number" ? seededRandom(seed) : seed;
  const { from, to } = pick(random, directions);
  const sentences = sentencesOf(random);
  const textIn = (language: Language) => sentences.map((sentence) => sentenceIn(language, sentence)).join(" ");
  return {
    request: {
      requestId: requestId(random),
      model: "",
      text: textIn(from),
      sourceLanguage: from,
      targetLanguage: to,
    },
    check: { references: [textIn(to)], terms: sentences.flatMap((sentence) => termsOf(sentence, to)) },
  };
}
