/** When an answer came, counted from when it was asked for. */
export interface TranslationTiming {
  readonly totalMs: number;
  /** Middle of the peers' times for the same text. Without it speed is not judged. */
  readonly usualMs?: number;
}

/** 1 / (1 + (own / usual)²), as for text: a half for the usual. `undefined` if there is nothing to compare with. */
export function speedOf(timing: TranslationTiming | undefined): number | undefined {
  if (timing?.usualMs === undefined || timing.usualMs <= 0) return undefined;
  return 1 / (1 + (timing.totalMs / timing.usualMs) ** 2);
}
