/** The order in which the 64 coefficients of a block are written: from coarse to fine. */
export const zigzag: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];

// The tables of ITU-T T.81, annex K. Nearly every JPEG file is written with them.
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominance = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
];

/** Divisors of the coefficients, row by row, scaled as libjpeg scales them. */
export function divisorsFor(quality: number): { readonly luminance: number[]; readonly chrominance: number[] } {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const scaled = (table: readonly number[]) =>
    table.map((value) => Math.min(255, Math.max(1, Math.floor((value * percent + 50) / 100))));
  return { luminance: scaled(luminance), chrominance: scaled(chrominance) };
}

/** A Huffman table as the file says it: how many codes have each length from 1 to 16, and what the codes mean, in order. */
export interface HuffmanTable {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

const bytes = (hex: string): number[] => [...Buffer.from(hex.replace(/\s/g, ""), "hex")];

export const huffmanTables: Readonly<
  Record<"dcLuminance" | "acLuminance" | "dcChrominance" | "acChrominance", HuffmanTable>
> = {
  dcLuminance: { counts: bytes("00010501010101010100000000000000"), symbols: bytes("000102030405060708090a0b") },
  dcChrominance: { counts: bytes("00030101010101010101010000000000"), symbols: bytes("000102030405060708090a0b") },
  acLuminance: {
    counts: bytes("0002010303020403050504040000017d"),
    symbols: bytes(`
      01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a
      434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9
      aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa`),
  },
  acChrominance: {
    counts: bytes("00020102040403040705040400010277"),
    symbols: bytes(`
      0001020311040521310612415107617113223281081442 91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a
      434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8
      a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa`),
  },
};

/** Code and length of each symbol, packed: code · 32 + length. */
export function codesOf({ counts, symbols }: HuffmanTable): Uint32Array {
  const codes = new Uint32Array(256);
  let [code, next] = [0, 0];
  counts.forEach((count, index) => {
    for (let i = 0; i < count; i++) codes[symbols[next++]!] = code++ * 32 + index + 1;
    code *= 2;
  });
  return codes;
}
