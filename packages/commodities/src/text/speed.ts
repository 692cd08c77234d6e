/** When an answer came, counted from when it was asked for. Milliseconds. */
export interface TextTiming {
  readonly firstTokenMs: number;
  readonly totalMs: number;
  /** What is usual for a token, of peers with the same request or from earlier ones. Without it speed is not judged. */
  readonly usualMsPerToken?: number;
}

export const msPerToken = ({ totalMs }: TextTiming, tokens: number): number => totalMs / Math.max(1, tokens);

/**
 * Middle of the peers' times per token. The middle, since a mean or a slowest could be moved by one accomplice who stalls.
 * `undefined` without peers.
 */
export function usualMsPerToken(peers: readonly number[]): number | undefined {
  const sorted = peers.filter((value) => value > 0 && Number.isFinite(value)).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * 1 / (1 + (own / usual)²): a half for the usual, 0.8 for twice as fast, 0.2 for half as fast. Bounded on both sides, so that no
 * speed buys back a wrong answer. `undefined` if there is nothing to compare with.
 */
export function speedOf(timing: TextTiming | undefined, tokens: number): number | undefined {
  if (timing?.usualMsPerToken === undefined || timing.usualMsPerToken <= 0) return undefined;
  return 1 / (1 + (msPerToken(timing, tokens) / timing.usualMsPerToken) ** 2);
}

/** Whoever is slower than the usual by this factor, and this much longer on top, keeps a person waiting. */
const PATIENCE = 4;
const PATIENCE_MS = 2_000;

/**
 * 1 for an answer within patience: 2 s and 4 times what is usual for its tokens; beyond it (patience / own)². A slow machine is not the
 * same as one that stalls: up to there only `speedOf` counts, and the 2 s cover a busy moment of a small model.
 */
export function paceOf(timing: TextTiming | undefined, tokens: number): number | undefined {
  if (timing?.usualMsPerToken === undefined || timing.usualMsPerToken <= 0) return undefined;
  const patience = PATIENCE_MS + PATIENCE * timing.usualMsPerToken * tokens;
  return Math.min(1, patience / timing.totalMs) ** 2;
}
