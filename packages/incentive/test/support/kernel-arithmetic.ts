import { type Kernel, withKernel } from "../../src/epoch/kernel/kernel.js";
import type { AlphaSigmoid } from "../../src/index.js";

/** The kernel's arithmetic by itself. */
export const kernel: Kernel = withKernel((any) => any)!;

export const kernelExp = (bits: bigint): bigint => kernel.exp(bits);

/** `sigmoidAlpha` by the kernel's functions. */
export function kernelSigmoid(consensus: bigint, weight: bigint, bond: bigint, sigmoid: AlphaSigmoid): bigint {
  const apart = weight >= bond ? weight - consensus : bond - weight;
  const distance = apart < 0n ? 0n : apart > 1n << 32n ? 1n << 32n : apart;
  return kernel.rateAt(distance, sigmoid.low, sigmoid.high, kernel.growthOf(sigmoid.steepness >> 32n));
}
