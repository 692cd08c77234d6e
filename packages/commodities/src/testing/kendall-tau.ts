/**
 * How well scores rank miners: Kendall's τ of scores given in the true order of quality, best first. 1 if each pair is in order, −1 if
 * none is; ties count for nothing.
 */
export function kendallTau(scores: readonly number[]): number {
  let [sum, pairs] = [0, 0];
  for (let a = 0; a < scores.length; a++) {
    for (let b = a + 1; b < scores.length; b++) {
      sum += Math.sign(scores[a]! - scores[b]!);
      pairs++;
    }
  }
  return pairs === 0 ? 1 : sum / pairs;
}
