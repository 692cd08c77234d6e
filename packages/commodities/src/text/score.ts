import type { TokenScore } from "@taostack/inference";
import type { TextRequest } from "@taostack/protocol";
import type { Score, ScoreInput } from "../commodity.js";
import { type Authenticity, authenticityOf } from "./authenticity.js";
import type { TextCheck } from "./challenge.js";
import { answerText, type TextAnswer } from "./contract.js";
import { formProblem, type TextFacts } from "./form.js";
import { paceOf, speedOf, type TextTiming } from "./speed.js";
import { isRightAnswer } from "./tasks/index.js";

/** What the reference model makes of the answer. */
export interface TextReference extends TextFacts {
  /** One for each token of the answer; not needed where the form is wrong. */
  readonly scores: readonly TokenScore[];
}

/** `challenge` has a `check` for a task, and none for a real user's request. */
export type TextScoreInput = ScoreInput<TextRequest, TextAnswer, TextCheck, TextTiming, TextReference>;

export interface TextScore extends Score {
  readonly parts: {
    /** 0 or 1: complete, consistent, within the limits. */
    readonly form: number;
    /** Product of sampling, plausibility, claims and ending. */
    readonly authenticity: number;
    readonly sampling: number;
    readonly plausibility: number;
    readonly claims: number;
    readonly ending: number;
    /** 0 or 1; absent if no right answer is known. */
    readonly accuracy?: number;
    /** Absent without timings to compare with, like `pace`. */
    readonly speed?: number;
    /** Below 1 for an answer that stalled. */
    readonly pace?: number;
  };
}

/** A wrong answer of the right model keeps half: the model's limits are not the miner's fault. */
const ACCURACY_SHARE = 0.5;
/** The most that speed can take away. */
const SPEED_SHARE = 0.15;

/**
 * Judges a text answer. Pure: the same input gives the same score, to the bit.
 *
 * total = form · authenticity · (1 − 0.5·(1 − accuracy)) · (1 − 0.15·(1 − speed)) · pace
 *
 * Authenticity and pace multiply: neither speed nor a right answer makes up for another model. Terms without evidence drop out.
 */
export function scoreAnswer({ challenge, answer, reference, timing }: TextScoreInput): TextScore {
  const problem = formProblem(challenge.request, answer, reference);
  if (problem !== undefined) return worthless(problem);
  const checked = authenticityOf(answer.tokens, reference.scores);
  const authenticity = checked.sampling * checked.plausibility * checked.claims * checked.ending;
  const accuracy = challenge.check && (isRightAnswer(challenge.check, answerText(answer)) ? 1 : 0);
  const speed = speedOf(timing, answer.tokens.length);
  const pace = paceOf(timing, answer.tokens.length);
  const { sampling, plausibility, claims, ending } = checked;
  return {
    total:
      authenticity *
      (1 - ACCURACY_SHARE * (1 - (accuracy ?? 1))) *
      (1 - SPEED_SHARE * (1 - (speed ?? 1))) *
      (pace ?? 1),
    parts: {
      form: 1,
      authenticity,
      sampling,
      plausibility,
      claims,
      ending,
      ...(accuracy === undefined ? {} : { accuracy }),
      ...(speed === undefined ? {} : { speed }),
      ...(pace === undefined ? {} : { pace }),
    },
    explanation: [describeAuthenticity(checked), describeAccuracy(accuracy), describeSpeed(speed, pace)]
      .filter(Boolean)
      .join(" "),
  };
}

const worthless = (problem: string): TextScore => ({
  total: 0,
  parts: { form: 0, authenticity: 0, sampling: 0, plausibility: 0, claims: 0, ending: 0 },
  explanation: `The answer counts for nothing: ${problem}.`,
});

/** Below this a part is worth a word. */
const NOTABLE = 0.8;

function describeAuthenticity(checked: Authenticity): string {
  const faults = [
    checked.ending < NOTABLE && "It ends where the reference model would not.",
    checked.plausibility < NOTABLE &&
      `The reference model finds the text too unlikely (${checked.meanSurprise.toFixed(2)} nats per token beyond its own doubt; ${checked.unlikelyTokens} tokens that it would never draw).`,
    checked.sampling < NOTABLE &&
      `The tokens are not those that temperature and seed draw (off by ${checked.samplingError.toFixed(2)} nats).`,
    checked.claims < NOTABLE &&
      `The log-probabilities are not the reference model's (off by ${(100 * checked.meanClaimError).toFixed(0)} %).`,
  ].filter(Boolean);
  return faults.length > 0 ? faults.join(" ") : "The tokens are what the reference model draws.";
}

const describeAccuracy = (accuracy: number | undefined): string =>
  accuracy === undefined ? "" : accuracy === 1 ? "The answer is right." : "The answer is wrong.";

const describeSpeed = (speed: number | undefined, pace = 1): string => {
  if (speed === undefined) return "";
  const ratio = Math.sqrt(1 / speed - 1);
  return `It took ${ratio.toFixed(2)} times the usual time per token${pace < 1 ? ", which is a stall" : ""}.`;
};
