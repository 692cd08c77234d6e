import { normalQuantile } from "../normal.js";
import { PRINT_LEVELS, type Round } from "./record.js";

/** How alike the forecasts of two miners are, over the rounds that both answered. */
export interface Likeness {
  /**
   * Between what the two say beyond the random walk, −1 … 1; 0 if one says nothing beyond it. Each level weighs by the normal's density at its
   * quantile, so that the square of what a forecast says is what CRPS pays for it: ∫(F − G)² dx ≈ Σ Δq² φ(z) dτ.
   */
  readonly cosine: number;
  readonly rounds: number;
}

/** What one miner says beyond the random walk, weighed: a row for each round, of zeros if it said nothing. */
export interface Signal {
  readonly values: Float32Array;
  /** Sum of squares of each row; −1 marks a round without an answer. */
  readonly squares: Float64Array;
  /** Numbers of a row. */
  readonly width: number;
}

const standard = PRINT_LEVELS.map(normalQuantile);
/** √φ(z) up to a factor, by level. */
const weights = standard.map((z) => Math.exp((-z * z) / 4));
const LEVELS = PRINT_LEVELS.length;

/** Rows of equal width, filled up with the random walk: it says nothing, and weighs nothing in a cosine. */
export function signalOf(rounds: readonly Round[], hotkey: string, width: number): Signal {
  const values = new Float32Array(rounds.length * width);
  const squares = new Float64Array(rounds.length).fill(-1);
  for (const [row, { entries }] of rounds.entries()) {
    const print = entries[hotkey]?.print;
    if (!print) continue;
    let square = 0;
    for (let i = 0; i < print.length; i++) {
      const value = Math.fround((print[i]! - standard[i % LEVELS]!) * weights[i % LEVELS]!);
      values[row * width + i] = value;
      square += value * value;
    }
    squares[row] = square;
  }
  return { values, squares, width };
}

/** Numbers of the longest print. */
export const widthOf = (rounds: readonly Round[]): number =>
  rounds.reduce(
    (most, { entries }) => Object.values(entries).reduce((max, { print }) => Math.max(max, print?.length ?? 0), most),
    0,
  );

/** @param every - Looks at one row of so many. */
export function likenessOf(a: Signal, b: Signal, every = 1): Likeness {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  let rounds = 0;
  for (let row = 0; row < a.squares.length; row += every) {
    if (a.squares[row]! < 0 || b.squares[row]! < 0) continue;
    rounds++;
    aa += a.squares[row]!;
    bb += b.squares[row]!;
    ab += dotOfRow(a, b, row);
  }
  return { cosine: aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb), rounds };
}

/** Each pair of miners of a subnet comes here: four sums at a time do not wait for each other. */
function dotOfRow({ values: a, width }: Signal, { values: b }: Signal, row: number): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = row * width;
  const end = i + width;
  for (; i + 4 <= end; i += 4) {
    p += a[i]! * b[i]!;
    q += a[i + 1]! * b[i + 1]!;
    r += a[i + 2]! * b[i + 2]!;
    s += a[i + 3]! * b[i + 3]!;
  }
  for (; i < end; i++) p += a[i]! * b[i]!;
  return p + q + r + s;
}
