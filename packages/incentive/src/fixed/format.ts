import { clamp, U16_MAX, U64_MAX } from "./integer.js";

export interface FixedFormatOptions {
  readonly signed: boolean;
  /** Includes the sign bit. */
  readonly integerBits: number;
  readonly fractionBits: number;
}

/**
 * A binary fixed-point format of the chain. Every value is held as its stored integer ("bits", a bigint): the number
 * it stands for is bits / 2^fractionBits. Nothing rounds to nearest: products are floored, quotients cut toward zero.
 */
export class FixedFormat {
  readonly fractionBits: bigint;
  readonly min: bigint;
  readonly max: bigint;
  /** The bits of 1. */
  readonly one: bigint;

  constructor({ signed, integerBits, fractionBits }: FixedFormatOptions) {
    const width = BigInt(integerBits + fractionBits);
    this.fractionBits = BigInt(fractionBits);
    this.min = signed ? -(1n << (width - 1n)) : 0n;
    this.max = (1n << (signed ? width - 1n : width)) - 1n;
    this.one = 1n << this.fractionBits;
  }

  saturate(bits: bigint): bigint {
    return clamp(bits, this.min, this.max);
  }

  /** Exact, saturating outside the range. */
  fromInteger(value: bigint | number): bigint {
    return this.saturate(BigInt(value) << this.fractionBits);
  }

  /** From another format: a longer fraction is floored, then the value saturates. */
  from(bits: bigint, format: FixedFormat): bigint {
    const shift = this.fractionBits - format.fractionBits;
    return this.saturate(shift >= 0n ? bits << shift : bits >> -shift);
  }

  add(a: bigint, b: bigint): bigint {
    return this.saturate(a + b);
  }

  /** In an unsigned format a negative difference is 0. */
  sub(a: bigint, b: bigint): bigint {
    return this.saturate(a - b);
  }

  /** Floored toward −∞ (also for negative products), then saturated. */
  mul(a: bigint, b: bigint): bigint {
    return this.saturate((a * b) >> this.fractionBits);
  }

  /** Cut toward zero; `fallback` (0) when the divisor is zero or the quotient does not fit. */
  div(a: bigint, b: bigint, fallback = 0n): bigint {
    if (b === 0n) return fallback;
    const quotient = (a << this.fractionBits) / b;
    return quotient < this.min || quotient > this.max ? fallback : quotient;
  }

  /** Cut toward zero, saturating. The divisor must not be zero. */
  divSaturating(a: bigint, b: bigint): bigint {
    return this.saturate((a << this.fractionBits) / b);
  }

  /** The fraction value/scale of two integers, such as a u16 of 65535. */
  ratio(value: bigint | number, scale: bigint | number): bigint {
    return this.div(this.fromInteger(value), this.fromInteger(scale));
  }

  /** Floored; saturates at 0 and 2^64 − 1. */
  toU64(bits: bigint): bigint {
    return clamp(bits >> this.fractionBits, 0n, U64_MAX);
  }

  /** Floored; saturates at 0 and 65535. */
  toU16(bits: bigint): number {
    return Number(clamp(bits >> this.fractionBits, 0n, BigInt(U16_MAX)));
  }
}
