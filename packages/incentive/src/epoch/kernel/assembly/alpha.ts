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

  /** @param steepness - A whole number, −100 times the growth. */
  constructor(
    private low: i64,
    private high: i64,
    steepness: i64,
  ) {
    this.growth = (steepness << 32) / -100;
  }

  /** The rate at which a bond follows a weight. */
  of(consensus: i64, weight: i64, bond: i64): i64 {
    const distance = max(min(weight >= bond ? weight - consensus : bond - weight, ONE), 0);
    const place = <i32>((<u64>distance * SPREAD) >> CACHE_SHIFT) & CACHE_MASK;
    if (this.distances[place] !== distance + 1) {
      this.distances[place] = distance + 1;
      this.rates[place] = this.rateAt(distance);
    }
    return this.rates[place];
  }

  private rateAt(distance: i64): i64 {
    const rise = div(ONE, ONE + exp(mulGrowth(this.growth, distance - HALF)));
    return max(min(this.low + mul(rise, this.high - this.low), this.high), this.low);
  }
}

/** ⌊growth · x / 2^32⌋ for x from −½ to ½. */
function mulGrowth(growth: i64, x: i64): i64 {
  return (growth >> 32) * x + (((growth & LOW_HALF) * x) >> 32);
}
