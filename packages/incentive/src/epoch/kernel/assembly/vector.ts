import { div } from "./fixed";

export function sumOf(values: StaticArray<i64>, length: i32): i64 {
  let total: i64 = 0;
  for (let index = 0; index < length; index++) total += values[index];
  return total;
}

/** Divides by the sum, in place; a vector that sums to zero stays as it is. */
export function normalise(values: StaticArray<i64>, length: i32): void {
  const total = sumOf(values, length);
  if (total === 0) return;
  for (let index = 0; index < length; index++) values[index] = div(values[index], total);
}
