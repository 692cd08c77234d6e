import { I96F32, U64F64, U96F32 } from "../fixed/formats.js";
import { minimum } from "../fixed/integer.js";
import type { CoinbaseSubnet } from "./coinbase-types.js";

export type SubnetShareInput = Pick<
  CoinbaseSubnet,
  "subnetMechanism" | "movingPrice" | "minerBurned" | "subnetEmissionEnabled"
>;

/**
 * Each subnet's share of the block's TAO, U64F64 bits: by moving price, less the share of miners' pay that the owner
 * withheld, among the subnets whose emission is enabled.
 */
export function subnetShares(subnets: readonly SubnetShareInput[]): bigint[] {
  const shares = toShares(subnets.map(countedPrice));
  const unburned = subnets.map(({ minerBurned }, index) => {
    const burned = minimum(U64F64.from(minerBurned, U96F32), U64F64.one);
    return U64F64.mul(shares[index]!, U64F64.one - burned);
  });
  const weighted = saturatingSum(unburned) > 0n ? toShares(unburned) : shares;
  if (subnets.every(({ subnetEmissionEnabled }) => subnetEmissionEnabled)) return weighted;
  return toShares(weighted.map((share, index) => (subnets[index]!.subnetEmissionEnabled ? share : 0n)));
}

/** Whether root's part of the emission is kept for root: when the moving prices sum to more than 1 TAO. */
export function isRootSelling(subnets: readonly SubnetShareInput[]): boolean {
  return saturatingSum(subnets.map(countedPrice)) > U64F64.one;
}

/** The moving price in U64F64 bits; 1 for a subnet without a pool. */
const countedPrice = ({ subnetMechanism, movingPrice }: SubnetShareInput): bigint =>
  subnetMechanism === 0 ? U64F64.one : U64F64.from(movingPrice, I96F32);

function toShares(values: readonly bigint[]): bigint[] {
  const total = saturatingSum(values);
  return values.map((value) => U64F64.div(value, total));
}

const saturatingSum = (values: readonly bigint[]): bigint => values.reduce((a, b) => U64F64.add(a, b), 0n);
