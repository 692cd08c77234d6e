import { swapTaoForAlpha } from "../pool/swap.js";
import type { Pool, SwapOptions, SwapResult } from "../pool/types.js";

/** What a neuron's registration does to the pool of its subnet. */
export interface RegistrationPurchase extends Pick<SwapResult, "subnetTao" | "subnetAlphaIn"> {
  /** Alpha bought and recycled at once: `SubnetAlphaOut` ends where it was. */
  readonly recycledAlpha: bigint;
  /** Goes to nobody: it stays on the subnet's account, in no counter. */
  readonly strandedFee: bigint;
}

/**
 * Spends the price of a registration on alpha that nobody keeps.
 * @param burn - What the coldkey paid to the subnet's account, u64 rao.
 * @throws as `swapTaoForAlpha`: then the registration fails.
 */
export function registrationPurchase(
  pool: Pool,
  burn: bigint,
  options: Pick<SwapOptions, "minimumReserve"> = {},
): RegistrationPurchase {
  const { subnetTao, subnetAlphaIn, paidOut, fee } = swapTaoForAlpha(pool, burn, options);
  return { subnetTao, subnetAlphaIn, recycledAlpha: paidOut, strandedFee: fee };
}
