import { exp } from "./exponential";
import { div, mul, ONE } from "./fixed";

const HALF: i64 = ONE >> 1;
const LOW_HALF: i64 = 0xffff_ffff;
const CACHE_PLACES: i32 = 4096;
const CACHE_MASK: i32 = CACHE_PLACES - 1;
const CACHE_SHIFT: u64 = 21;
/** 2^33 by the golden ratio, odd: spreads neighbouring distances over the cache. */
const SPREAD: u64 = 0x1_3c6e_f373;

/** Liquid alpha. The rate of a bond depends on one distance alone, which many pairs have in common. */
export class AlphaSigmoid {
  private growth: i64;
  /** Distances + 1, so that 0 is an empty place. */
  private distances: StaticArray<i64> = new StaticArray<i64>(CACHE_PLACES);
  private rates: StaticArray<i64> = new StaticArray<i64>(CACHE_PLACES);

  constructor(
    private low: i64,
    private high: i64,
    steepness: i64,
  ) {
    this.growth = growthOf(steepness);
  }

  /** The rate at which a bond follows a weight. */
  of(consensus: i64, weight: i64, bond: i64): i64 {
    const distance = max(min(weight >= bond ? weight - consensus : bond - weight, ONE), 0);
    const place = <i32>((<u64>distance * SPREAD) >> CACHE_SHIFT) & CACHE_MASK;
    if (this.distances[place] !== distance + 1) {
      this.distances[place] = distance + 1;
      this.rates[place] = rateAt(distance, this.low, this.high, this.growth);
    }
    return this.rates[place];
  }
}

/** −steepness / 100, cut toward zero, for a whole steepness. */
export function growthOf(steepness: i64): i64 {
  return (steepness << 32) / -100;
}

/** From low to high, the nearer to high the larger the distance. */
export function rateAt(distance: i64, low: i64, high: i64, growth: i64): i64 {
  const rise = div(ONE, ONE + exp(mulGrowth(growth, distance - HALF)));
  return max(min(low + mul(rise, high - low), high), low);
}

/** ⌊growth · x / 2^32⌋ for x from −½ to ½. */
function mulGrowth(growth: i64, x: i64): i64 {
  return (growth >> 32) * x + (((growth & LOW_HALF) * x) >> 32);
}
