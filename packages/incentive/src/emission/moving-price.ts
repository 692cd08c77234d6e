import { checkBits } from "../check-input/check-bits.js";
import { checkInteger } from "../check-input/check-values.js";
import { I96F32, U64F64 } from "../fixed/formats.js";
import { minimum } from "../fixed/integer.js";

/** `SubnetMovingAlpha` of a new chain: 0.000003 in I96F32 bits. */
export const DEFAULT_MOVING_ALPHA = 12_885n;
/** `EMAPriceHalvingBlocks` of a new subnet. */
export const DEFAULT_PRICE_HALVING_BLOCKS = 201_600n;

/** What the moving price of an emitting subnet needs. */
export interface MovingPriceInput {
  /** `SubnetMovingPrice`, I96F32 bits. */
  readonly movingPrice: bigint;
  /** `priceOf` the pool after the coinbase, U64F64 bits. */
  readonly spotPrice: bigint;
  /** `FirstEmissionBlockNumber`. */
  readonly firstEmissionBlock: number;
  readonly currentBlock: number;
  /** `SubnetMovingAlpha`, I96F32 bits. */
  readonly movingAlpha?: bigint;
  /** `EMAPriceHalvingBlocks`. */
  readonly halvingBlocks?: bigint;
}

/**
 * The next `SubnetMovingPrice`, I96F32 bits: a moving average of the spot price, capped at 1, that follows the more
 * readily the older the subnet is. Floored to 2^-32, so steps that are smaller vanish.
 * @throws `incentive/out_of_range`.
 */
export function nextMovingPrice(input: MovingPriceInput): bigint {
  const { movingAlpha = DEFAULT_MOVING_ALPHA, halvingBlocks = DEFAULT_PRICE_HALVING_BLOCKS } = input;
  checkInteger("currentBlock", input.currentBlock);
  checkInteger("firstEmissionBlock", input.firstEmissionBlock);
  checkBits("movingPrice", input.movingPrice, I96F32);
  checkBits("spotPrice", input.spotPrice, U64F64);
  const age = BigInt(Math.max(0, input.currentBlock - Math.max(0, input.firstEmissionBlock - 1)));
  const alpha = U64F64.mul(U64F64.from(movingAlpha, I96F32), U64F64.ratio(age, age + halvingBlocks));
  const fresh = U64F64.mul(alpha, minimum(input.spotPrice, U64F64.one));
  const kept = U64F64.mul(U64F64.sub(U64F64.one, alpha), U64F64.from(input.movingPrice, I96F32));
  return I96F32.from(U64F64.add(fresh, kept), U64F64);
}
