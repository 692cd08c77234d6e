import { expect } from "vitest";
import { kernelEpoch } from "../../src/epoch/kernel/kernel-epoch.js";
import { type EpochInput, type EpochOutput, epochReference } from "../../src/index.js";

/** Runs an epoch in both arithmetics, expects the same bits, and returns them. @param name - Says which epoch differs. */
export function bothEpochs(input: EpochInput, name?: string): EpochOutput {
  const reference = epochReference(input);
  expectSame(kernelEpoch(input), reference, name);
  return reference;
}

/** `toEqual` over many typed arrays is slow; it is left to print a difference that was found. */
export function expectSame(output: EpochOutput | undefined, reference: EpochOutput, name?: string): void {
  const isSame =
    output !== undefined && columnsOf(output).every((column, at) => areEqual(column, columnsOf(reference)[at]!));
  if (!isSame) expect(output, name).toEqual(reference);
}

function columnsOf({ bonds, ...columns }: EpochOutput): ArrayLike<number | bigint>[] {
  return [...Object.values(columns), bonds.offsets, bonds.uids, bonds.values];
}

function areEqual(a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): boolean {
  if (a.constructor !== b.constructor || a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
