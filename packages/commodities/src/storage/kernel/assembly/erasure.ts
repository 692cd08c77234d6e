/**
 * target ^= coefficient · source, over GF(2^8). `tables` holds the coefficient's products with 0 … 15 and with 16 · (0 … 15), 16 bytes
 * each: a byte's product is the exclusive or of its two halves'. `length` is a multiple of 16.
 */
export function addProduct(target: usize, source: usize, length: usize, tables: usize): void {
  const low = v128.load(tables);
  const high = v128.load(tables, 16);
  const mask = i8x16.splat(15);
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(source + at);
    const lower = i8x16.swizzle(low, v128.and(bytes, mask));
    const upper = i8x16.swizzle(high, i8x16.shr_u(bytes, 4));
    v128.store(target + at, v128.xor(v128.load(target + at), v128.xor(lower, upper)));
  }
}
