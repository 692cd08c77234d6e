/** What the coinbase reads of a subnet that emits (`emitsToSubnet`). Reserves and amounts are u64 rao. */
export interface CoinbaseSubnet {
  readonly netuid: number;
  /** `SubnetMechanism`: 1 prices alpha by the pool, 0 trades it 1:1. */
  readonly subnetMechanism: number;
  /** `SubnetTAO`. */
  readonly subnetTao: bigint;
  /** `SubnetAlphaIn`: alpha in the pool. */
  readonly subnetAlphaIn: bigint;
  /** `SubnetAlphaOut`: alpha outside the pool. */
  readonly subnetAlphaOut: bigint;
  /** `SwapBalancer`: weight of the TAO side of the pool, in 10^-18 (default 5 · 10^17). */
  readonly quoteWeight: bigint;
  /** `SubnetMovingPrice`, I96F32 bits. */
  readonly movingPrice: bigint;
  /** `MinerBurned`, U96F32 bits: share of the last epoch's miner emission withheld from the owner's keys. */
  readonly minerBurned: bigint;
  /** `SubnetEmissionEnabled`: without it the subnet gets no TAO, yet mints alpha. */
  readonly subnetEmissionEnabled: boolean;
  /** `OwnerCutEnabled`. */
  readonly ownerCutEnabled: boolean;
}

export interface CoinbaseInput {
  /** `blockEmission(TotalIssuance)`, as minted for this block, u64 rao. */
  readonly blockEmission: bigint;
  /** `SubnetTAO[0]`: TAO staked on root, u64 rao. */
  readonly rootTao: bigint;
  /** `TaoWeight`, u64 of 2^64 − 1. */
  readonly taoWeight: bigint;
  /** `SubnetOwnerCut`, u16 of 65535. */
  readonly subnetOwnerCut: number;
  /** The subnets to emit to, in the order of the chain's map (by netuid below 256). */
  readonly subnets: readonly CoinbaseSubnet[];
}

/** The state of a subnet after its part of the coinbase. `…Added` fields are to be added to storage. u64 rao. */
export interface CoinbaseResult {
  readonly netuid: number;
  /** New `SubnetTAO`. */
  readonly subnetTao: bigint;
  /** New `SubnetAlphaIn`. */
  readonly subnetAlphaIn: bigint;
  /** New `SubnetAlphaOut`. */
  readonly subnetAlphaOut: bigint;
  /** New `SwapBalancer`. */
  readonly quoteWeight: bigint;
  /** `SubnetTaoInEmission` := TAO injected into the pool. */
  readonly subnetTaoInEmission: bigint;
  /** `SubnetAlphaInEmission` := alpha injected into the pool. */
  readonly subnetAlphaInEmission: bigint;
  /** `SubnetAlphaOutEmission` := alpha minted for participants. */
  readonly subnetAlphaOutEmission: bigint;
  /** `SubnetExcessTao` := TAO paid into the pool by the chain's own purchase; 0 without one. */
  readonly subnetExcessTao: bigint;
  /** TAO moved from the block's credit to the subnet's account: injection and purchase, also a failed purchase. */
  readonly taoMoved: bigint;
  /** Added to `SubnetProtocolAlpha`: alpha that the chain bought. */
  readonly protocolAlphaAdded: bigint;
  /** Added to `TotalStake`. */
  readonly totalStakeAdded: bigint;
  /** Added to `SubnetVolume` (u128). */
  readonly volumeAdded: bigint;
  readonly pendingAdded: PendingEmission;
  /** Root's part when root is not selling: already taken off `subnetAlphaOut`. */
  readonly rootAlphaRecycled: bigint;
}

/** The four pots of alpha that a subnet fills each block and empties at its epoch, u64 rao. */
export interface PendingEmission {
  /** `PendingServerEmission`: for miners. */
  readonly server: bigint;
  /** `PendingValidatorEmission`. */
  readonly validator: bigint;
  /** `PendingRootAlphaDivs`: for root stake. */
  readonly rootAlpha: bigint;
  /** `PendingOwnerCut`. */
  readonly ownerCut: bigint;
}

export interface CoinbaseOutput {
  readonly subnets: readonly CoinbaseResult[];
  /** Whether the moving prices sum to more than 1, so that root's part is kept for root instead of recycled. */
  readonly rootSell: boolean;
  /** What is left of the block's credit: recycled, so `TotalIssuance` falls by it. u64 rao. */
  readonly recycled: bigint;
}
