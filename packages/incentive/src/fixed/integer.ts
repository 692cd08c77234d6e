export const U16_MAX = 65_535;
export const U64_MAX = (1n << 64n) - 1n;

export const minimum = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const maximum = (a: bigint, b: bigint): bigint => (a > b ? a : b);
/** Lowered to `high`, then raised to `low`. */
export const clamp = (value: bigint, low: bigint, high: bigint): bigint => maximum(minimum(value, high), low);

export const sum = (values: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const value of values) total += value;
  return total;
};

/** The saturating u64 operations that the chain uses on balances and block numbers. */
export const u64 = {
  add: (a: bigint, b: bigint): bigint => minimum(a + b, U64_MAX),
  sub: (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n),
  mul: (a: bigint, b: bigint): bigint => minimum(a * b, U64_MAX),
  saturate: (value: bigint): bigint => clamp(value, 0n, U64_MAX),
} as const;

/** Number of binary digits; 0 for zero. */
export const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);
