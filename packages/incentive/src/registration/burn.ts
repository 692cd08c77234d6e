import { checkInteger, checkU16 } from "../check-input/check-values.js";
import { checkU64 } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { clamp, maximum } from "../fixed/integer.js";

const ONE = 1n << 32n;

/** `BurnIncreaseMult` of a new subnet: 1.26 in U64F64 bits. */
export const DEFAULT_BURN_INCREASE_MULT = 23_242_897_532_874_035_200n;

/** How the price of a registration moves. Prices in rao, u64. */
export interface BurnRule {
  /** `MinBurn`. */
  readonly minBurn: bigint;
  /** `MaxBurn`. */
  readonly maxBurn: bigint;
  /** `BurnHalfLife`, blocks; 0 for no decay. */
  readonly burnHalfLife: number;
  /** `BurnIncreaseMult`, U64F64 bits. */
  readonly burnIncreaseMult: bigint;
}

/** `Burn` in the next block, given how many neurons register in this one: it rises with each, then decays. @throws `incentive/out_of_range`. */
export function nextBurn(burn: bigint, rule: BurnRule, registrations = 0): bigint {
  checkInteger("registrations", registrations);
  let price = burn;
  for (let count = 0; count < registrations; count += 1) price = raiseBurn(price, rule);
  return decayBurn(price, rule);
}

/** The price after one more registration, floored. */
export function raiseBurn(burn: bigint, rule: BurnRule): bigint {
  checkU64("burn", burn);
  const factor = maximum(rule.burnIncreaseMult, U64F64.one);
  return clampBurn(U64F64.toU64(U64F64.mul(U64F64.fromInteger(burn), factor)), rule);
}

/** The price after one block, floored. The chain starts decaying with block 2. */
export function decayBurn(burn: bigint, rule: BurnRule): bigint {
  checkU64("burn", burn);
  checkU16("burnHalfLife", rule.burnHalfLife);
  if (rule.burnHalfLife === 0) return clampBurn(burn, rule);
  return clampBurn((burn * burnDecayFactor(rule.burnHalfLife)) >> 32n, rule);
}

const clampBurn = (burn: bigint, { minBurn, maxBurn }: BurnRule): bigint => clamp(burn, minBurn, maxBurn);

/** By half-life, a u16: the search takes as long as the rest of an empty block. */
const decayFactors = new Map<number, bigint>();

/** What a price is multiplied with per block, in 2^-32: the largest factor whose power over the half-life is ≤ 1/2. */
export function burnDecayFactor(halfLife: number): bigint {
  const known = decayFactors.get(halfLife);
  if (known !== undefined) return known;
  const factor = searchDecayFactor(halfLife);
  decayFactors.set(halfLife, factor);
  return factor;
}

function searchDecayFactor(halfLife: number): bigint {
  let low = 0n;
  let high = ONE;
  while (low + 1n < high) {
    const middle = (low + high) >> 1n;
    if (power(middle, halfLife) > ONE >> 1n) high = middle;
    else low = middle;
  }
  return low;
}

/** base^exponent of a fraction in 2^-32, by squaring from the low bit, each product floored. */
function power(base: bigint, exponent: number): bigint {
  let result = ONE;
  let square = base;
  for (let left = exponent; left > 0; left >>= 1) {
    if (left & 1) result = (result * square) >> 32n;
    if (left > 1) square = (square * square) >> 32n;
  }
  return result;
}
