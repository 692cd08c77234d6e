import { U96F32 } from "../fixed/formats.js";
import { U64_MAX } from "../fixed/integer.js";

export interface RootProportionInput {
  /** `SubnetTAO[0]`, u64 rao. */
  readonly rootTao: bigint;
  /** `TaoWeight`, u64 of 2^64 − 1. */
  readonly taoWeight: bigint;
  /** `SubnetAlphaIn + SubnetAlphaOut`, rao. */
  readonly alphaIssuance: bigint;
}

/** `RootProp`, U96F32 bits: root's part of a subnet, its weighted TAO against all alpha of the subnet. */
export function rootProportion({ rootTao, taoWeight, alphaIssuance }: RootProportionInput): bigint {
  const weighted = U96F32.mul(U96F32.fromInteger(rootTao), U96F32.ratio(taoWeight, U64_MAX));
  return U96F32.div(weighted, U96F32.add(weighted, U96F32.fromInteger(alphaIssuance)));
}
