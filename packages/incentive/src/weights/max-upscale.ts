import { checkU16s } from "../check-input/check-values.js";
import { I32F32 } from "../fixed/formats.js";
import { maximum, U16_MAX } from "../fixed/integer.js";

const SCALE = I32F32.fromInteger(U16_MAX);
const HALF = I32F32.one >> 1n;
/** Above this the product with 65535 would overflow I32F32, so the chain divides first; low digits differ. */
const LARGEST_FACTOR = I32F32.fromInteger(32_768);

/** Weights as stored: scaled so that the largest is 65535, rounded half up. All zeros stay zeros. u16 in and out. @throws `incentive/out_of_range`. */
export function maxUpscale(weights: ArrayLike<number>): Uint16Array {
  checkU16s("weights", weights);
  return maxUpscaleBits(Array.from(weights, (weight) => I32F32.fromInteger(weight)));
}

/** The same rule for fractional weights in I32F32 bits. */
export function maxUpscaleBits(weights: readonly bigint[]): Uint16Array {
  const largest = weights.reduce(maximum, 0n);
  if (largest === 0n) return new Uint16Array(weights.length);
  const factor = I32F32.div(SCALE, largest);
  return Uint16Array.from(weights, (weight) =>
    roundToU16(largest > LARGEST_FACTOR ? I32F32.mul(weight, factor) : I32F32.div(I32F32.mul(weight, SCALE), largest)),
  );
}

const roundToU16 = (bits: bigint): number => I32F32.toU16(bits + HALF);
