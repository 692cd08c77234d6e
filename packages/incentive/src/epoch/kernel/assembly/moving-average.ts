import { mul, ONE } from "./fixed";
import { Rows, sortRows } from "./rows";

/** alpha · fresh + (1 − alpha) · old. Rows come out in ascending order, and only what is positive is kept. */
export function movingAverage(fresh: Rows, old: Rows, alpha: i64): Rows {
  sortRows(fresh);
  sortRows(old);
  const average = new Rows(fresh.n, fresh.length + old.length);
  let end = 0;
  for (let row = 0; row < fresh.n; row++) {
    end = mergeRow(fresh, old, row, alpha, average, end);
    average.offsets[row + 1] = end;
  }
  return average;
}

/** Appends one row of the average at `end`. @returns Where it ends. */
function mergeRow(fresh: Rows, old: Rows, row: i32, alpha: i64, average: Rows, end: i32): i32 {
  const columns = average.columns;
  const values = average.values;
  const keep = ONE - alpha;
  const freshEnd = fresh.offsets[row + 1];
  const oldEnd = old.offsets[row + 1];
  let a = fresh.offsets[row];
  let b = old.offsets[row];
  while (a < freshEnd || b < oldEnd) {
    const freshColumn = a < freshEnd ? <i32>fresh.columns[a] : i32.MAX_VALUE;
    const oldColumn = b < oldEnd ? <i32>old.columns[b] : i32.MAX_VALUE;
    const column = min(freshColumn, oldColumn);
    let value: i64 = 0;
    if (freshColumn === column) value = mul(alpha, fresh.values[a++]);
    if (oldColumn === column) value += mul(keep, old.values[b++]);
    columns[end] = <u16>column;
    values[end] = value;
    end += i32(value > 0);
  }
  return end;
}
