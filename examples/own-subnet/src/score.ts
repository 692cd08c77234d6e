import type { Score, ScoreInput } from "@taostack/commodities";
import { type Cities, tourLength, tourProblem } from "./contract.js";
import type { RouteRequest, RouteResponse } from "./generated/route/v1/route.js";

/** When an answer came, by the validator's clock. */
export interface RouteTiming {
  readonly totalMs: number;
  /** Middle of the times of all who answered. Without it speed is not judged. */
  readonly usualMs?: number;
}

/** The validator's own tour of the same map. */
export interface RouteReference {
  readonly length: number;
}

export type RouteScoreInput = ScoreInput<RouteRequest, RouteResponse, never, RouteTiming, RouteReference>;

/** Full marks for a tour so much shorter than the validator's own, nothing for one so much longer. */
const [BEST, WORST] = [0.9, 1.4];
/** The most that speed can take away. */
const SPEED_SHARE = 0.05;

/**
 * Judges a tour. Pure: the same input gives the same score, to the bit.
 *
 * total = form · quality · (1 − 0.05·(1 − speed))
 *
 * Form is 0 or 1: each city once. Quality falls from 1 to 0 as the tour grows from 0.9 to 1.4 times the validator's own; a tour in
 * no order is several times as long. Speed is 1 / (1 + (own / usual)²).
 */
export function scoreRoute({ challenge, answer, reference, timing }: RouteScoreInput): Score {
  const problem = tourProblem(answer.tour, challenge.request.x.length);
  if (problem !== undefined) {
    return { total: 0, parts: { form: 0, quality: 0 }, explanation: `The tour counts for nothing: ${problem}.` };
  }
  const ratio = ratioOf(challenge.request, answer.tour, reference);
  const quality = Math.min(1, Math.max(0, (WORST - ratio) / (WORST - BEST)));
  const speed = timing?.usualMs ? 1 / (1 + (timing.totalMs / timing.usualMs) ** 2) : undefined;
  return {
    total: quality * (1 - SPEED_SHARE * (1 - (speed ?? 1))),
    parts: { form: 1, quality, ...(speed === undefined ? {} : { speed }) },
    explanation: [lengthInWords(ratio, quality), speedInWords(timing, speed)].filter(Boolean).join(" "),
  };
}

/** On a map of one point all tours have length 0, and are as good. */
const ratioOf = (cities: Cities, tour: readonly number[], { length }: RouteReference): number =>
  length > 0 ? tourLength(cities, tour) / length : 1;

function lengthInWords(ratio: number, quality: number): string {
  const percent = (100 * Math.abs(ratio - 1)).toFixed(1);
  const compared = ratio === 1 ? "as long as" : `${percent} % ${ratio < 1 ? "shorter" : "longer"} than`;
  return `The tour is ${compared} the validator's own: quality ${quality.toFixed(2)}.`;
}

const speedInWords = (timing: RouteTiming | undefined, speed: number | undefined): string =>
  speed === undefined ? "" : `It took ${timing!.totalMs.toFixed(0)} ms; ${timing!.usualMs!.toFixed(0)} are usual.`;
