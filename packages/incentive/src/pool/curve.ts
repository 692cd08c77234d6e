import { U64F64 } from "../fixed/formats.js";
import { minimum, U64_MAX, u64 } from "../fixed/integer.js";
import { QUINTILLION } from "../fixed/perquintill.js";
import { powRatio } from "../fixed/pow-ratio.js";
import type { Pool } from "./types.js";

/** The curve of a weighted pool: what the reserves and the weight say, without fees or limits. */
export type Curve = Pick<Pool, "subnetTao" | "subnetAlphaIn" | "quoteWeight">;

const baseWeight = (curve: Curve): bigint => QUINTILLION - curve.quoteWeight;

/** Alpha for `tao` rao paid in, floored. */
export function alphaForTao(curve: Curve, tao: bigint): bigint {
  return outputOf(curve.subnetAlphaIn, reserveRatio(curve.subnetTao, tao, curve.quoteWeight, baseWeight(curve)));
}

/** TAO for `alpha` rao paid in, floored. */
export function taoForAlpha(curve: Curve, alpha: bigint): bigint {
  return outputOf(curve.subnetTao, reserveRatio(curve.subnetAlphaIn, alpha, baseWeight(curve), curve.quoteWeight));
}

/** (reserve / (reserve + paid))^(weight / otherWeight), at most 1, U64F64 bits. */
export function reserveRatio(reserve: bigint, paid: bigint, weight: bigint, otherWeight: bigint): bigint {
  const after = u64.add(reserve, paid);
  if (after === 0n) return 0n;
  const ratio = powRatio({
    base: [reserve, after],
    exponent: [weight, otherWeight],
    precision: 256,
    scale: QUINTILLION,
  });
  if (ratio === undefined || ratio > U64_MAX) return 0n;
  return minimum(U64F64.ratio(ratio, QUINTILLION), U64F64.one);
}

const outputOf = (reserve: bigint, ratio: bigint): bigint =>
  U64F64.toU64(U64F64.mul(U64F64.fromInteger(reserve), U64F64.sub(U64F64.one, ratio)));

/** TAO that raises the price from `price` to `target` (U64F64 bits), floored. */
export function taoToReachPrice(curve: Curve, price: bigint, target: bigint): bigint {
  return inputFor(curve.subnetTao, [target, price], baseWeight(curve));
}

/** Alpha that lowers the price from `price` to `target` (U64F64 bits), floored. */
export function alphaToReachPrice(curve: Curve, price: bigint, target: bigint): bigint {
  return inputFor(curve.subnetAlphaIn, [price, target], curve.quoteWeight);
}

function inputFor(reserve: bigint, base: readonly [bigint, bigint], weight: bigint): bigint {
  const power = powRatio({ base, exponent: [weight, QUINTILLION], precision: 1024, scale: QUINTILLION }) ?? 0n;
  const growth = U64F64.sub(U64F64.ratio(minimum(power, U64_MAX), QUINTILLION), U64F64.one);
  return U64F64.toU64(U64F64.mul(U64F64.fromInteger(reserve), growth));
}
