// biome-ignore-all lint/style/useImportType: this language has no type imports.
import { mul, ONE } from "./fixed";
import { Rows, sortRows } from "./rows";
import { consensus, weights } from "./subnet";

/**
 * Pulls the weights towards those clipped to consensus: not at all at penalty 0, all the way at 1. The two ends keep
 * the order of entries and their explicit zeros; in between rows are sorted, and what is not positive drops out.
 */
export function pullWeights(penalty: i64): void {
  if (penalty === 0) return;
  const isPartial = penalty < ONE;
  const offsets = weights.offsets;
  let start = 0;
  let end = 0;
  for (let validator = 0; validator < weights.n; validator++) {
    end = pullRow(weights, start, offsets[validator + 1], end, penalty);
    start = offsets[validator + 1];
    offsets[validator + 1] = end;
  }
  if (isPartial) sortRows(weights);
}

/** Writes what is left of the entries in `from … to` from `end` on. @returns Where it ends. */
function pullRow(rows: Rows, from: i32, to: i32, end: i32, penalty: i64): i32 {
  const columns = rows.columns;
  const values = rows.values;
  const supported = consensus;
  const isPartial = penalty < ONE;
  for (let at = from; at < to; at++) {
    const column = columns[at];
    const weight = values[at];
    const clipped = min(weight, supported[column]);
    const pulled = isPartial ? weight + mul(penalty, clipped - weight) : clipped;
    const isKept = pulled > 0 || (weight === 0 && !isPartial);
    columns[end] = column;
    values[end] = pulled;
    end += i32(isKept);
  }
  return end;
}
