import { type Likeness, likenessOf, type Signal, signalOf, widthOf } from "./likeness.js";
import type { Round } from "./record.js";

export interface SamenessOptions {
  /** Rounds that two miners must have in common before they are compared. */
  readonly minRounds?: number;
  /** Cosine of what two say beyond the random walk above which they are one, if it is known exactly. */
  readonly sameCosine?: number;
  /** Rounds in a row that share outcomes, since one begins before the last is over: what they tell is nearly the same, and counts once. */
  readonly overlap?: number;
}

/** Measured by `bench/forecast-clones.mjs`; see the README. */
const defaults = { minRounds: 8, sameCosine: 0.95, overlap: 1 };
/** Of more, every second one tells as much: each pair is compared. */
const COMPARED_ROUNDS = 256;
const GLANCE_EVERY = 8;
/** Standard errors: what is so far below the limit at a glance is not looked at further, and what is so far above it is a copy. */
const FAR_BELOW = -3;
const SURELY = 1;
/** Of the rounds that share outcomes, so many are about different situations (measured on rounds one, eight and 24 steps apart). */
const SITUATIONS = 3;

/**
 * Tells whether two hotkeys say the same: whether what they say beyond the random walk surely points the same way, however far it goes.
 * What CRPS pays for a forecast is the square of that, so that a copy on which noise has brought the cosine down to c keeps 2 − 1/c² of its
 * original's worth (c² if it is drawn back towards the walk): who is not noticed has paid for it.
 */
export function samenessIn(
  rounds: readonly Round[],
  hotkeys: readonly string[],
  options: SamenessOptions = {},
): (one: string, other: string) => boolean {
  const { minRounds, sameCosine, overlap } = { ...defaults, ...options };
  const step = Math.max(1, Math.ceil(rounds.length / COMPARED_ROUNDS));
  const compared = rounds.filter((_, i) => (rounds.length - 1 - i) % step === 0);
  const width = widthOf(compared);
  const signals = new Map(hotkeys.map((hotkey) => [hotkey, signalOf(compared, hotkey, width)]));
  const limit = Math.atanh(sameCosine);
  /** Standard errors above the limit: Fisher's z, artanh of a correlation, has one of 1/√n whatever the correlation. */
  const excess = ({ cosine, rounds: common }: Likeness, every: number) => {
    if (common < minRounds) return undefined;
    const situations = common * Math.min(1, (SITUATIONS * step * every) / overlap);
    return (Math.atanh(Math.min(1, cosine)) - limit) * Math.sqrt(situations);
  };
  const look = (a: Signal, b: Signal, every: number) => excess(likenessOf(a, b, every), every);
  // Rounds that begin soon after one another say nearly the same.
  const usual = Math.max(1, Math.floor(overlap / (2 * SITUATIONS * step)));
  return (one, other) => {
    const [a, b] = [signals.get(one)!, signals.get(other)!];
    const glance = look(a, b, GLANCE_EVERY * usual);
    if (glance !== undefined && glance < FAR_BELOW) return false;
    return (look(a, b, usual) ?? look(a, b, 1) ?? Number.NEGATIVE_INFINITY) > SURELY;
  };
}
