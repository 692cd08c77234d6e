import type { TranslationRequest, TranslationResponse } from "@taostack/protocol";
import type { Score, ScoreInput } from "../commodity.js";
import { type AnswerTiming, speedInWords, speedOf } from "../speed.js";
import type { TranslationCheck } from "./challenge.js";
import { hasStrayCharacters } from "./contract.js";
import { describe } from "./explanation.js";
import { type Compared, copyGate, languageGate, lengthGate, numberGate, repetitionGate } from "./gates.js";
import { qualityOf } from "./quality.js";

/** What the validator's own model makes of a text that nobody has a reference for. */
export interface TranslationReference {
  /** Absent where references are known, or no model was asked. */
  readonly translation?: string;
}

/** `challenge` has a `check` where references are known, and none for a real user's request. */
export type TranslationScoreInput = ScoreInput<
  TranslationRequest,
  TranslationResponse,
  TranslationCheck,
  AnswerTiming,
  TranslationReference
>;

export interface TranslationParts {
  /** 0 or 1: a text. */
  readonly form: number;
  /** Gates, each 0 … 1. */
  readonly language?: number;
  readonly copy: number;
  readonly length: number;
  readonly repetition: number;
  readonly numbers: number;
  /** Nearness to the references, and what it is made of. Absent without any. */
  readonly quality?: number;
  readonly chrf?: number;
  readonly bleu?: number;
  readonly terms?: number;
  /** Absent without timings to compare with. The only part that depends on the peers. */
  readonly speed?: number;
}

export interface TranslationScore extends Score {
  readonly parts: TranslationParts & Readonly<Record<string, number | undefined>>;
}

/** The most that speed can take away. */
const SPEED_SHARE = 0.1;

/**
 * Judges a translation. Pure: the same input gives the same score, to the bit.
 *
 * total = form · language · copy · length · repetition · numbers · quality · (1 − 0.1·(1 − speed))
 *
 * The gates multiply: none makes up for another, and no cheat that fails one is saved by likeness. Terms without evidence drop
 * out. A user's text has no reference; there the validator's own translation stands in for it.
 */
export function scoreTranslation({ challenge, answer, reference, timing }: TranslationScoreInput): TranslationScore {
  const { request, check } = challenge;
  const problem = formProblem(answer.text);
  if (problem !== undefined) return worthless(problem);
  const references = check?.references ?? (reference.translation ? [reference.translation] : []);
  const compared: Compared = {
    answer: answer.text,
    source: request.text,
    references,
    sourceLanguage: request.sourceLanguage,
    targetLanguage: request.targetLanguage,
  };
  const language = languageGate(compared);
  const gates = {
    copy: copyGate(compared),
    length: lengthGate(compared),
    repetition: repetitionGate(compared),
    numbers: numberGate(compared),
    ...(language === undefined ? {} : { language }),
  };
  const quality = references.length > 0 ? qualityOf(answer.text, references, check?.terms) : undefined;
  const speed = speedOf(timing);
  const parts = { form: 1, ...gates, ...quality, ...(speed === undefined ? {} : { speed }) };
  const passed = Object.values(gates).reduce((product, gate) => product * gate, 1);
  return {
    total: passed * (quality?.quality ?? 1) * (1 - SPEED_SHARE * (1 - (speed ?? 1))),
    parts,
    explanation: [...describe(parts, check !== undefined), speedInWords(speed)].filter(Boolean).join(" "),
  };
}

function formProblem(text: string): string | undefined {
  if (text.trim() === "") return "it is empty";
  if (hasStrayCharacters(text)) return "it has characters that no text has";
  return undefined;
}

const worthless = (problem: string): TranslationScore => ({
  total: 0,
  parts: { form: 0, copy: 0, length: 0, repetition: 0, numbers: 0 },
  explanation: `The answer counts for nothing: ${problem}.`,
});
