import { integerBytes } from "./encode-scalar.js";

/** A transaction's lifetime from a block on. @param period - Blocks: a power of two from 4 to 65536. */
export function encodeEra(block: number, period: number): Uint8Array {
  const log = Math.log2(period);
  if (!Number.isInteger(log) || log < 2 || log > 16)
    throw new RangeError(`a lifetime of ${period} blocks, which is no power of two from 4 to 65536`);
  const quantum = Math.max(1, period >> 12);
  const phase = Math.floor((block % period) / quantum);
  return integerBytes(Math.min(15, Math.max(1, log - 1)) + phase * 16, 16);
}
