/** The median; of an even number, the lower of the two in the middle; of none, `undefined`. */
export const middle = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[(values.length - 1) >> 1];
