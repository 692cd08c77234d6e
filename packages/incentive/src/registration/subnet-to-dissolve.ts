export interface DissolutionCandidate {
  readonly netuid: number;
  /** `NetworkRegisteredAt`. */
  readonly registeredAt: number;
  /** `SubnetMovingPrice`, I96F32 bits. */
  readonly movingPrice: bigint;
}

/**
 * The subnet that gives way to a new one at the subnet limit: out of immunity, lowest moving price, then oldest.
 * Undefined if every subnet is immune; root is not to be among the candidates.
 */
export function subnetToDissolve(
  subnets: readonly DissolutionCandidate[],
  currentBlock: number,
  networkImmunityPeriod: number,
): number | undefined {
  return subnets
    .filter(({ registeredAt }) => currentBlock >= registeredAt + networkImmunityPeriod)
    .reduce<DissolutionCandidate | undefined>(
      (best, subnet) => (best && !isLower(subnet, best) ? best : subnet),
      undefined,
    )?.netuid;
}

function isLower(a: DissolutionCandidate, b: DissolutionCandidate): boolean {
  return a.movingPrice === b.movingPrice ? a.registeredAt < b.registeredAt : a.movingPrice < b.movingPrice;
}
