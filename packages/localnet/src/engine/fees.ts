import type { DispatchInfo, RuntimeCall } from "../frame/index.js";
import { BASE_EXTRINSIC_REF_TIME } from "../pallets/system/constants.js";
import type { Runtime } from "./runtime.js";

/** Ref time that checking and charging a transaction takes on the chain, whatever it does. */
const EXTENSION_REF_TIME = 67_583_000n + 26_000_000n + 75_000_000n;

/** 0.0005 rao for a picosecond of ref time, to the nearest rao, halves down. */
export const weightToFee = (refTime: bigint): bigint => (refTime + 999n) / 2000n;

/** One rao for each byte. */
export const lengthToFee = (length: number): bigint => BigInt(length);

/** Ref time of the transaction extensions for this call. */
export const extensionRefTime = (runtime: Runtime, call: RuntimeCall): bigint =>
  EXTENSION_REF_TIME + BigInt(runtime.callSpec(call).extensionWeight ?? 0);

export interface FeeParts {
  readonly base: bigint;
  readonly length: bigint;
  readonly weight: bigint;
}

/** The parts of a fee in rao, without the tip. @param refTime - Call and extensions. */
export const feeParts = (refTime: bigint, length: number): FeeParts => ({
  base: weightToFee(BASE_EXTRINSIC_REF_TIME),
  length: lengthToFee(length),
  weight: weightToFee(refTime),
});

/** Rao, tip included. A free call costs its tip only. */
export function totalFee(info: Pick<DispatchInfo, "paysFee" | "refTime">, length: number, tip: bigint): bigint {
  if (!info.paysFee) return tip;
  const { base, length: bytes, weight } = feeParts(info.refTime, length);
  return base + bytes + weight + tip;
}
