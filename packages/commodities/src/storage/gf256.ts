/** x^8 + x^4 + x^3 + x^2 + 1: the field of zfec, and of most Reed–Solomon codes. */
const POLYNOMIAL = 0x11d;

/** Powers of the generator 2, twice over, so that sums of two logarithms need no remainder. */
export const exponentials = new Uint8Array(510);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  exponentials[power] = exponentials[power + 255] = value;
  logarithms[value] = power;
  value = value & 0x80 ? (value << 1) ^ POLYNOMIAL : value << 1;
}

/** The product of two bytes in GF(2^8). */
export const multiply = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : exponentials[logarithms[a]! + logarithms[b]!]!;

/** The inverse of a byte that is not 0. */
export const inverse = (a: number): number => exponentials[255 - logarithms[a]!]!;
