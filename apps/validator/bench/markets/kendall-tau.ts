/**
 * Kendall's tau-b of two orders over `count` things: 1 if they agree on every pair, −1 if on none. Pairs that are equal in one order
 * count for neither and take from the norm. `NaN` if one order makes no difference at all.
 * @param first - Sign says which of two is greater.
 */
export function kendallTau(
  count: number,
  first: (a: number, b: number) => number,
  second: (a: number, b: number) => number,
): number {
  let [agreement, decidedFirst, decidedSecond] = [0, 0, 0];
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const [x, y] = [Math.sign(first(a, b)), Math.sign(second(a, b))];
      agreement += x * y;
      decidedFirst += x * x;
      decidedSecond += y * y;
    }
  }
  return agreement / Math.sqrt(decidedFirst * decidedSecond);
}
