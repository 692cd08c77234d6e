import { FixedFormat } from "./format.js";

/** Everything in the epoch from normalised stake to normalised emission. Stored in 64 bits. */
export const I32F32 = new FixedFormat({ signed: true, integerBits: 32, fractionBits: 32 });
/** Raw stake in the epoch, and the ratio of the bonds' moving average. */
export const I64F64 = new FixedFormat({ signed: true, integerBits: 64, fractionBits: 64 });
/** Normalised emission times the epoch's emission, moving prices, rates of root claims. */
export const I96F32 = new FixedFormat({ signed: true, integerBits: 96, fractionBits: 32 });
/** Stake inheritance, the terms of the coinbase and the payout of an epoch. */
export const U96F32 = new FixedFormat({ signed: false, integerBits: 96, fractionBits: 32 });
/** Prices, pool curves, shares of subnets and the weights of mechanisms. */
export const U64F64 = new FixedFormat({ signed: false, integerBits: 64, fractionBits: 64 });
