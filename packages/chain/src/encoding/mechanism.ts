/** The chain keys what belongs to one mechanism of a subnet by `mechanism · 4096 + netuid`. */
const MECHANISM_STRIDE = 4096;

export const mechanismIndex = (netuid: number, mechanism: number): number => mechanism * MECHANISM_STRIDE + netuid;
