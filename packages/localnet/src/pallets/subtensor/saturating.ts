const U64_MAX = 2n ** 64n - 1n;

/** Sum of two u64, at most 2^64 − 1. */
export const add = (a: bigint, b: bigint): bigint => (a + b > U64_MAX ? U64_MAX : a + b);
/** Difference of two unsigned integers, at least 0. */
export const sub = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n);
export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** For `mutate`: raises or lowers what is stored. */
export const plus =
  (amount: bigint) =>
  (stored: bigint): bigint =>
    add(stored, amount);
export const minus =
  (amount: bigint) =>
  (stored: bigint): bigint =>
    sub(stored, amount);
