const round = Math.fround;

/** Sum of single-precision numbers as numpy forms it: pairwise in blocks of 128, eight running sums within a block. */
export function sumFloat32(values: Float32Array): number {
  const { length } = values;
  if (length < 8) return values.reduce((total, value) => round(total + value), 0);
  if (length <= 128) return sumBlock(values);
  const half = (length >> 1) - ((length >> 1) % 8);
  return round(sumFloat32(values.subarray(0, half)) + sumFloat32(values.subarray(half)));
}

function sumBlock(values: Float32Array): number {
  const sums = values.slice(0, 8);
  const whole = values.length - (values.length % 8);
  for (let index = 8; index < whole; index += 1) sums[index % 8]! += values[index]!;
  const [a, b, c, d, e, f, g, h] = sums as unknown as [number, number, number, number, number, number, number, number];
  const low = round(round(a + b) + round(c + d));
  const high = round(round(e + f) + round(g + h));
  return values.subarray(whole).reduce((total, value) => round(total + value), round(low + high));
}

/** Each value divided by their sum. */
export function normaliseFloat32(values: Float32Array): Float32Array {
  const total = sumFloat32(values);
  return values.map((value) => value / total);
}

/** Even shares of 1. */
export const evenFloat32 = (length: number): Float32Array => new Float32Array(length).fill(1 / length);
