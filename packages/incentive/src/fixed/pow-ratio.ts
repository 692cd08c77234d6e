import { bitLength, maximum } from "./integer.js";

/** Exponents up to this size, after reduction, are computed exactly by an integer root; larger ones by series. */
const MAX_EXACT_EXPONENT = 1024n;
const GUARD_BITS = 24n;
const GUARD = 1n << GUARD_BITS;

export interface PowRatioInput {
  readonly base: readonly [numerator: bigint, denominator: bigint];
  readonly exponent: readonly [numerator: bigint, denominator: bigint];
  /** Bits of working precision for the series, at least. */
  readonly precision: number;
  readonly scale: bigint;
}

/** About ⌊scale · base^exponent⌋, all arguments non-negative. Undefined for a zero denominator. */
export function powRatio({ base, exponent, precision, scale }: PowRatioInput): bigint | undefined {
  const [bn, bd] = base;
  if (bd === 0n || exponent[1] === 0n) return undefined;
  if (bn === 0n) return 0n;
  if (exponent[0] === 0n) return scale;
  const divisor = gcd(exponent[0], exponent[1]);
  const reduced = [exponent[0] / divisor, exponent[1] / divisor] as const;
  if (reduced[0] <= MAX_EXACT_EXPONENT && reduced[1] <= MAX_EXACT_EXPONENT) return exactPower(base, reduced, scale);
  return seriesPower(base, reduced, scale, Math.max(precision, 32, bitLength(scale) + 8));
}

type Pair = readonly [bigint, bigint];

/** The largest r with r^ed · bd^en ≤ bn^en · scale^ed. */
function exactPower([bn, bd]: Pair, [en, ed]: Pair, scale: bigint): bigint {
  return integerRoot((bn ** en * scale ** ed) / bd ** en, ed);
}

/** ⌊value^(1/degree)⌋, bit by bit: Newton's method crawls at the degrees up to 1024 that occur here. */
export function integerRoot(value: bigint, degree: bigint): bigint {
  let root = 0n;
  for (let bit = 1n << (BigInt(bitLength(value)) / degree); bit > 0n; bit >>= 1n) {
    if ((root | bit) ** degree <= value) root |= bit;
  }
  return root;
}

function seriesPower([bn, bd]: Pair, [en, ed]: Pair, scale: bigint, precision: number): bigint {
  const series = createSeries(BigInt(precision));
  const exponent = floorDiv((series.ln(bn) - series.ln(bd)) * en, ed);
  return (roundGuard(series.exp(exponent)) * scale) >> BigInt(precision);
}

/** Logarithm and exponential on integers scaled by 2^(precision + 24), stopping when the rounded sum stands still. */
function createSeries(precision: bigint) {
  const bits = precision + GUARD_BITS;
  const one = 1n << bits;
  const terms = bits + 128n < 4096n ? bits + 128n : 4096n;

  function ln1p(x: bigint): bigint {
    let power = x;
    let result = x;
    for (let n = 2n; n <= terms; n += 1n) {
      power = (power * x) >> bits;
      if (power === 0n) break;
      const term = floorDiv(power, n);
      if (term === 0n) break;
      const before = roundGuard(result);
      result += n % 2n === 0n ? -term : term;
      if (abs(term) < GUARD || roundGuard(result) === before) break;
    }
    return result;
  }

  const ln2 = -ln1p(-(one >> 1n));

  function ln(value: bigint): bigint {
    let shift = BigInt(bitLength(value) - 1);
    let mantissa = (value << bits) >> shift;
    if (mantissa >= one + (one >> 1n)) {
      mantissa >>= 1n;
      shift += 1n;
    }
    return ln1p(mantissa - one) + ln2 * shift;
  }

  function exp(exponent: bigint): bigint {
    let term = one;
    let result = one;
    for (let n = 1n; n <= terms; n += 1n) {
      term = floorDiv(term * exponent, one * n);
      if (term === 0n) break;
      const before = roundGuard(result);
      result += term;
      if (abs(term) < GUARD || roundGuard(result) === before) break;
    }
    return result;
  }

  return { ln, exp };
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** Drops the guard bits, rounding half away from zero. */
function roundGuard(value: bigint): bigint {
  const magnitude = (abs(value) + (GUARD >> 1n)) >> GUARD_BITS;
  return value < 0n ? -magnitude : magnitude;
}

/** Toward −∞; the divisor is positive. */
function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? maximum(a, -a) : gcd(b, a % b);
}
