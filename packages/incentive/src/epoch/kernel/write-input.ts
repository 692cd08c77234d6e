import { hasPermit } from "../reference/permits.js";
import type { SparseRows } from "../sparse-rows.js";
import type { EpochInput } from "../types.js";
import type { Address, Kernel } from "./kernel.js";

/** Makes room for an epoch in the kernel's memory, and writes there what the epoch reads of each UID. */
export function writeInput(kernel: Kernel, input: EpochInput): void {
  const { n, weights, bonds } = input;
  kernel.allocate(n, input.ownerUid ?? -1, countPairs(weights, n), countPairs(bonds, n));
  const { buffer } = kernel.memory;
  const numbers = ({ value }: Address) => new Float64Array(buffer, value, n);
  copyAmounts(new BigUint64Array(buffer, kernel.alphaStake.value, n), input.alphaStake);
  copyAmounts(new BigUint64Array(buffer, kernel.rootStake.value, n), input.rootStake);
  copy(numbers(kernel.lastUpdate), input.lastUpdate, 0);
  copy(numbers(kernel.registered), input.blockAtRegistration, 0);
  copy(numbers(kernel.commitBlocks), input.commitBlocks ?? [], Infinity);
  const permits = new Uint8Array(buffer, kernel.permits.value, n);
  for (let uid = 0; uid < n; uid += 1) permits[uid] = Number(hasPermit(input, uid));
  copyRows(buffer, weights, n, kernel.weightOffsets, kernel.weightUids, kernel.weightValues);
  copyRows(buffer, bonds, n, kernel.bondOffsets, kernel.bondUids, kernel.bondValues);
}

/** Pairs in the first n rows; rows past the end are empty. */
export function countPairs({ offsets }: SparseRows, n: number): number {
  return offsets[Math.min(n, offsets.length - 1)] ?? 0;
}

function copyAmounts(target: BigUint64Array, source: ArrayLike<bigint>): void {
  // Read one by one, a typed array would make a bigint of each.
  if (source instanceof BigUint64Array) target.set(source.subarray(0, target.length));
  else for (let uid = 0; uid < target.length; uid += 1) target[uid] = source[uid]!;
}

function copy(target: Float64Array | Uint32Array, source: ArrayLike<number>, missing: number): void {
  for (let index = 0; index < target.length; index += 1) target[index] = source[index] ?? missing;
}

function copyRows(
  buffer: ArrayBuffer,
  rows: SparseRows,
  n: number,
  offsets: Address,
  uids: Address,
  values: Address,
): void {
  const pairs = countPairs(rows, n);
  copy(new Uint32Array(buffer, offsets.value, n + 1), rows.offsets, pairs);
  new Uint16Array(buffer, uids.value, pairs).set(rows.uids.subarray(0, pairs));
  new Uint16Array(buffer, values.value, pairs).set(rows.values.subarray(0, pairs));
}
