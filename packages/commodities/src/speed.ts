/** When an answer that comes in one message came, counted from when it was asked for. */
export interface AnswerTiming {
  readonly totalMs: number;
  /** Middle of the peers' times for the same request. Without it speed is not judged. */
  readonly usualMs?: number;
}

export const answerTimingOf = (totalMs: number, usualMs: number | undefined): AnswerTiming => ({
  totalMs,
  ...(usualMs === undefined ? {} : { usualMs }),
});

/** 1 / (1 + (own / usual)²), as for text: a half for the usual. `undefined` if there is nothing to compare with. */
export function speedOf(timing: AnswerTiming | undefined): number | undefined {
  if (timing?.usualMs === undefined || timing.usualMs <= 0) return undefined;
  return 1 / (1 + (timing.totalMs / timing.usualMs) ** 2);
}

export const speedInWords = (speed: number | undefined): string =>
  speed === undefined ? "" : `It took ${Math.sqrt(1 / speed - 1).toFixed(2)} times the usual time.`;
