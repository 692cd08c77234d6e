import { U64F64, U96F32 } from "../fixed/formats.js";
import { minimum, u64 } from "../fixed/integer.js";
import { priceOf } from "../pool/price.js";
import { blockEmission } from "./block-emission.js";
import type { CoinbaseSubnet } from "./coinbase-types.js";
import { type RootProportionInput, rootProportion } from "./root-proportion.js";

/** What a block brings to a subnet, U96F32 bits of rao. */
export interface SubnetTerms {
  /** TAO for the pool. */
  readonly taoIn: bigint;
  /** Alpha for the pool. */
  readonly alphaIn: bigint;
  /** Alpha for participants. */
  readonly alphaOut: bigint;
  /** TAO with which the chain buys alpha. */
  readonly excessTao: bigint;
}

/** `SubnetAlphaIn + SubnetAlphaOut`, saturating. */
export const alphaIssuance = (subnet: Pick<CoinbaseSubnet, "subnetAlphaIn" | "subnetAlphaOut">): bigint =>
  u64.add(subnet.subnetAlphaIn, subnet.subnetAlphaOut);

/**
 * Terms of a subnet before any injection. Its TAO is matched with alpha at the spot price, up to root's proportion of
 * the alpha emission; TAO beyond that becomes a purchase.
 * @param taoEmission - The subnet's part of the block's TAO, U96F32 bits.
 */
export function subnetTerms(
  subnet: CoinbaseSubnet,
  taoEmission: bigint,
  root: Omit<RootProportionInput, "alphaIssuance">,
): SubnetTerms {
  const issuance = alphaIssuance(subnet);
  const alphaOut = U96F32.fromInteger(blockEmission(issuance));
  const price = U96F32.from(priceOf(subnet), U64F64);
  const matching = U96F32.div(taoEmission, price);
  const cap = U96F32.mul(rootProportion({ ...root, alphaIssuance: issuance }), alphaOut);
  const alphaIn = minimum(matching, cap);
  const taoIn = matching > cap ? U96F32.mul(alphaIn, price) : taoEmission;
  return { taoIn, alphaIn, alphaOut, excessTao: U96F32.sub(taoEmission, taoIn) };
}
