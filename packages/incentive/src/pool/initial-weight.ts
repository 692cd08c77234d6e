import { swapError } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { perquintill } from "../fixed/perquintill.js";
import type { Curve } from "./curve.js";
import { isLegalWeight } from "./injection-weight.js";

/**
 * The weight of the TAO side, in 10^-18, at which a pool of these reserves starts at `price` (U64F64 bits).
 * @throws `incentive/ReservesOutOfBalance` when there is none from 0.01 to 0.99.
 */
export function initialWeight({ subnetTao, subnetAlphaIn }: Omit<Curve, "quoteWeight">, price: bigint): bigint {
  const whole = (price >> U64F64.fractionBits) * subnetAlphaIn;
  const fraction = (subnetAlphaIn * (price & (U64F64.one - 1n))) >> U64F64.fractionBits;
  const total = whole + fraction + subnetTao;
  const weight = total === 0n ? 0n : perquintill(subnetTao, total);
  if (isLegalWeight(weight)) return weight;
  throw swapError(
    "ReservesOutOfBalance",
    `Reserves of ${subnetTao} TAO-rao and ${subnetAlphaIn} alpha-rao do not fit.`,
  );
}
