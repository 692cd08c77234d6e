import { Rows } from "./rows";
import { bondOffsets, bondUids, bondValues, n, registered, setBonds } from "./subnet";

/**
 * Loads the stored bonds as whole numbers, without those to a UID that was registered since the previous epoch.
 * @param keepUnknown - Whether to keep bonds to UIDs that are none: they earn nothing, but liquid alpha trips over them.
 * @returns Whether no miner stands twice in a row.
 */
export function loadBonds(lastTempo: f64, keepUnknown: bool): bool {
  const rows = new Rows(n, bondOffsets[n]);
  const seen = new StaticArray<i32>(n);
  const isUnknownKept = keepUnknown && lastTempo > 0;
  let end = 0;
  for (let validator = 0; validator < n; validator++) {
    for (let at = bondOffsets[validator]; at < bondOffsets[validator + 1]; at++) {
      const miner = <i32>bondUids[at];
      if (miner < n) {
        if (registered[miner] >= lastTempo) continue;
        if (seen[miner] === validator + 1) return false;
        seen[miner] = validator + 1;
      } else if (!isUnknownKept) continue;
      rows.columns[end] = <u16>miner;
      rows.values[end++] = bondValues[at];
    }
    rows.offsets[validator + 1] = end;
  }
  setBonds(rows);
  return true;
}
