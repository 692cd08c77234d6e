import { div } from "./fixed";

/** Sparse rows laid end to end: the entries of row `i` stand from `offsets[i]` up to `offsets[i + 1]`. */
export class Rows {
  offsets: StaticArray<i32>;
  columns: StaticArray<u16>;
  /** I32F32 bits; right after loading, whole numbers. */
  values: StaticArray<i64>;

  constructor(
    /** Number of rows and of columns. */
    public n: i32,
    capacity: i32,
  ) {
    this.offsets = new StaticArray<i32>(n + 1);
    this.columns = new StaticArray<u16>(capacity);
    this.values = new StaticArray<i64>(capacity);
  }

  get length(): i32 {
    return this.offsets[this.n];
  }
}

/** Divides each column by its sum; one that sums to zero holds zeros, and stays. */
export function normaliseColumns(rows: Rows): void {
  const sums = new StaticArray<i64>(rows.n);
  const length = rows.length;
  const columns = rows.columns;
  const values = rows.values;
  for (let at = 0; at < length; at++) sums[columns[at]] += values[at];
  divideColumns(rows, sums);
}

/** Divides each column by its largest entry, which so becomes exactly 1. */
export function upscaleColumns(rows: Rows): void {
  const largest = new StaticArray<i64>(rows.n);
  const length = rows.length;
  const columns = rows.columns;
  const values = rows.values;
  for (let at = 0; at < length; at++) largest[columns[at]] = max(largest[columns[at]], values[at]);
  divideColumns(rows, largest);
}

/** A divisor of zero is one of zeros only, for which any other does as well. */
function divideColumns(rows: Rows, divisors: StaticArray<i64>): void {
  const length = rows.length;
  const columns = rows.columns;
  const values = rows.values;
  for (let column = 0; column < rows.n; column++) divisors[column] = max(divisors[column], 1);
  for (let at = 0; at < length; at++) values[at] = div(values[at], divisors[columns[at]]);
}

/** Puts rows that are out of order into ascending column order. No column may stand twice in a row. */
export function sortRows(rows: Rows): void {
  const place = new StaticArray<i32>(rows.n);
  const offsets = rows.offsets;
  for (let row = 0; row < rows.n; row++) {
    if (!isAscending(rows.columns, offsets[row], offsets[row + 1])) sortRow(rows, row, place);
  }
}

function isAscending(columns: StaticArray<u16>, from: i32, to: i32): bool {
  for (let at = from + 1; at < to; at++) {
    if (columns[at] < columns[at - 1]) return false;
  }
  return true;
}

/** @param place - Scratch of one zero per column, all zero again afterwards. */
function sortRow(rows: Rows, row: i32, place: StaticArray<i32>): void {
  const from = rows.offsets[row];
  const to = rows.offsets[row + 1];
  const values = new StaticArray<i64>(to - from);
  for (let at = from; at < to; at++) {
    values[at - from] = rows.values[at];
    place[rows.columns[at]] = at - from + 1;
  }
  for (let column = 0, at = from; column < rows.n; column++) {
    if (place[column] === 0) continue;
    rows.columns[at] = <u16>column;
    rows.values[at++] = values[place[column] - 1];
    place[column] = 0;
  }
}
