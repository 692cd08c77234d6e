/** A fixed-point number with 32 bits behind the point, for display; the bits themselves are exact. */
export const fixedToNumber = (bits: bigint): number => Number(bits) / 2 ** 32;

/** The same with 64 bits behind the point. */
export const fixed64ToNumber = (bits: bigint): number => Number(bits) / 2 ** 64;
