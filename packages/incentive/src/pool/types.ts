/** A subnet's pool as stored. Root and mechanism 0 trade 1:1, without fee or checks of the reserves. */
export interface Pool {
  /** `SubnetMechanism`: 1 uses the curve, 0 (and the root network) trades 1:1. */
  readonly subnetMechanism: number;
  /** `SubnetTAO`, u64 rao. */
  readonly subnetTao: bigint;
  /** `SubnetAlphaIn`, u64 rao. */
  readonly subnetAlphaIn: bigint;
  /** `SwapBalancer`: weight of the TAO side in 10^-18 (`DEFAULT_QUOTE_WEIGHT` until the pool says otherwise). */
  readonly quoteWeight: bigint;
  /** `FeeRate`, u16 of 65535 (default 33). */
  readonly feeRate: number;
}

export interface SwapOptions {
  /** Worst price accepted, U64F64 bits of TAO per alpha (`priceLimit`). By default effectively none. */
  readonly priceLimit?: bigint;
  /** Swap without a fee. */
  readonly dropFees?: boolean;
  /** Least reserve of the output side, rao; the runtime's constant by default. */
  readonly minimumReserve?: bigint;
}

/** A swap's amounts, u64 rao. The two reserves are what `SubnetTAO` and `SubnetAlphaIn` become. */
export interface SwapResult {
  /** What entered the pool, net of the fee. */
  readonly paidIn: bigint;
  readonly paidOut: bigint;
  /** In the input currency; owed to the block author. */
  readonly fee: bigint;
  /** Input that a price limit left unused. */
  readonly leftover: bigint;
  readonly subnetTao: bigint;
  readonly subnetAlphaIn: bigint;
}
