import { div } from "./fixed";
import { Rows } from "./rows";
import {
  commitBlocks,
  lastUpdate,
  n,
  owner,
  permits,
  registered,
  setWeights,
  weightOffsets,
  weightUids,
  weightValues,
} from "./subnet";

/** Loads the weights that count in this epoch, rows normalised. @returns Whether no miner stands twice in a row. */
export function loadWeights(): bool {
  const rows = new Rows(n, weightOffsets[n]);
  const seen = new StaticArray<i32>(n);
  let end = 0;
  for (let validator = 0; validator < n; validator++) {
    if (permits[validator]) end = loadRow(rows, validator, end, seen);
    if (end < 0) return false;
    rows.offsets[validator + 1] = end;
  }
  setWeights(rows);
  return true;
}

/** @returns Where the row ends; −1 if a miner stands twice in it. */
function loadRow(rows: Rows, validator: i32, start: i32, seen: StaticArray<i32>): i32 {
  const columns = rows.columns;
  const values = rows.values;
  const selfWeight = validator === owner ? -1 : validator;
  const until = min(lastUpdate[validator] - 1, commitBlocks[validator]);
  let end = start;
  let total: i64 = 0;
  for (let at = weightOffsets[validator]; at < weightOffsets[validator + 1]; at++) {
    const miner = <i32>weightUids[at];
    if (miner >= n || miner === selfWeight || registered[miner] > until) continue;
    if (seen[miner] === validator + 1) return -1;
    seen[miner] = validator + 1;
    columns[end] = <u16>miner;
    values[end++] = weightValues[at];
    total += weightValues[at];
  }
  if (total !== 0) {
    for (let at = start; at < end; at++) values[at] = div(values[at], total);
  }
  return end;
}
