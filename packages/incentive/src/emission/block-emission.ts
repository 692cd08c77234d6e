import { checkU64 } from "../errors.js";
import { I96F32 } from "../fixed/formats.js";
import { log2 } from "../fixed/log2.js";

/** 21 million TAO (or alpha of one subnet), in rao. */
export const MAX_SUPPLY = 21_000_000n * 10n ** 9n;

/** Rao minted per block before the first halving. A constant of the runtime, not a storage value. */
export const DEFAULT_BLOCK_EMISSION = 1_000_000_000n;

/**
 * Emission of one block, in rao: 10^9 / 2^k, halving when the issuance passes 1/2, 3/4, 7/8 … of the maximum supply.
 * The chain uses it twice: for TAO with `TotalIssuance`, and for the alpha of a subnet with
 * `SubnetAlphaIn + SubnetAlphaOut`.
 * @param issuance - Issued so far, rao, u64.
 * @throws `incentive/out_of_range` for what is not a u64.
 */
export function blockEmission(issuance: bigint): bigint {
  checkU64("issuance", issuance);
  if (issuance >= MAX_SUPPLY) return 0n;
  const issued = I96F32.ratio(issuance, MAX_SUPPLY);
  const halvings = log2(I96F32.div(I96F32.one, I96F32.one - issued)) >> I96F32.fractionBits;
  const share = I96F32.ratio(1n, 1n << halvings);
  return I96F32.toU64(I96F32.mul(share, I96F32.fromInteger(DEFAULT_BLOCK_EMISSION)));
}
