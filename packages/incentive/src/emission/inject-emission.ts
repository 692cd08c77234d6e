import { isCodedError } from "@taostack/primitives";
import { U96F32 } from "../fixed/formats.js";
import { u64 } from "../fixed/integer.js";
import { injectionWeight } from "../pool/injection-weight.js";
import { swapTaoForAlpha } from "../pool/swap.js";
import type { CoinbaseSubnet } from "./coinbase-types.js";
import type { SubnetTerms } from "./subnet-terms.js";

/** A pool after injection and purchase; names as in `CoinbaseResult`. u64 rao. */
export interface InjectedPool {
  readonly subnetTao: bigint;
  readonly subnetAlphaIn: bigint;
  readonly subnetAlphaOut: bigint;
  readonly quoteWeight: bigint;
  readonly subnetTaoInEmission: bigint;
  readonly subnetAlphaInEmission: bigint;
  readonly subnetExcessTao: bigint;
  readonly taoMoved: bigint;
  readonly protocolAlphaAdded: bigint;
  readonly totalStakeAdded: bigint;
  readonly volumeAdded: bigint;
}

/**
 * Puts a block's terms into the pool. The pool is weighted anew for the injection, then the chain buys on the old
 * reserves at the new weight, and only then the injected amounts are added.
 */
export function injectEmission(subnet: CoinbaseSubnet, terms: SubnetTerms): InjectedPool {
  const offered = { tao: U96F32.toU64(terms.taoIn), alpha: U96F32.toU64(terms.alphaIn) };
  const weight = injectionWeight(subnet, offered.tao, offered.alpha);
  const { tao, alpha } = weight === undefined ? { tao: 0n, alpha: 0n } : offered;
  const quoteWeight = weight ?? subnet.quoteWeight;

  const excess = U96F32.toU64(terms.excessTao);
  const bought = excess > 0n ? buyForChain({ ...subnet, quoteWeight }, excess) : undefined;
  return {
    subnetTao: u64.add(bought?.subnetTao ?? subnet.subnetTao, tao),
    subnetAlphaIn: u64.add(bought?.subnetAlphaIn ?? subnet.subnetAlphaIn, alpha),
    subnetAlphaOut: u64.add(subnet.subnetAlphaOut, bought?.paidOut ?? 0n),
    quoteWeight,
    subnetTaoInEmission: tao,
    subnetAlphaInEmission: alpha,
    subnetExcessTao: bought?.paidIn ?? 0n,
    taoMoved: tao + excess,
    protocolAlphaAdded: bought?.paidOut ?? 0n,
    totalStakeAdded: tao + (bought === undefined ? 0n : excess),
    volumeAdded: bought === undefined ? 0n : excess,
  };
}

/** A purchase without fee or limit. One that the pool refuses leaves its TAO on the subnet's account, uncounted. */
function buyForChain(subnet: CoinbaseSubnet, tao: bigint) {
  try {
    return swapTaoForAlpha({ ...subnet, feeRate: 0 }, tao, { dropFees: true });
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
