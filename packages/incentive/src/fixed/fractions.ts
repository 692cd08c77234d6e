import { I32F32 } from "./formats.js";
import { U16_MAX } from "./integer.js";

const U16_SCALE = I32F32.fromInteger(U16_MAX);

/** The I32F32 fraction of a u16: value / 65535, floored. 65535 is exactly 1. */
export const u16ToFraction = (value: number): bigint => I32F32.ratio(value, U16_MAX);

/** An I32F32 fraction as u16 of 65535, floored. A load and a store lose one unit, except of 0 and 65535. */
export const fractionToU16 = (bits: bigint): number => I32F32.toU16(I32F32.mul(bits, U16_SCALE));
