/** What the moving price of an emitting subnet needs. */
export interface MovingPriceInput {
  /** `SubnetMovingPrice`, I96F32 bits. */
  readonly movingPrice: bigint;
  /** `priceOf` the pool after the coinbase, U64F64 bits. */
  readonly spotPrice: bigint;
  /** `FirstEmissionBlockNumber`. */
  readonly firstEmissionBlock: number;
  readonly currentBlock: number;
  /** `SubnetMovingAlpha`, I96F32 bits (default 12885). */
  readonly movingAlpha: bigint;
  /** `EMAPriceHalvingBlocks` (default 201600). */
  readonly halvingBlocks: bigint;
}

/** The next `SubnetMovingPrice`, I96F32 bits: a moving average of the spot price, capped at 1, that starts slowly. */
export declare function nextMovingPrice(input: MovingPriceInput): bigint;
