// BLAKE3 of four messages of one length at once, a lane for each: https://github.com/BLAKE3-team/BLAKE3-specs

/** Where each round finds the 16 words of a block: its 2.2, Table 2, applied 0 to 6 times; times 16, for a word has four lanes. */
const order = memory.data<u8>([
  0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 32, 96, 48, 160, 112, 0, 64, 208, 16, 176,
  192, 80, 144, 224, 240, 128, 48, 64, 160, 192, 208, 32, 112, 224, 96, 80, 144, 0, 176, 240, 128, 16, 160, 112, 192,
  144, 224, 48, 208, 240, 64, 0, 176, 32, 80, 128, 16, 96, 192, 208, 144, 176, 240, 160, 224, 128, 112, 32, 80, 48, 0,
  16, 96, 64, 144, 224, 176, 80, 128, 192, 240, 16, 208, 48, 0, 160, 32, 96, 64, 112, 176, 240, 80, 0, 16, 144, 128, 96,
  224, 160, 32, 192, 48, 64, 112, 208,
]);

/** The 16 words of the current block, four lanes each. */
const words = memory.data(256, 16);

const turn16 = i8x16(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
const turn8 = i8x16(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);

/** To the right, by 12 or 7 bits. */
function rotate(value: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(value, bits), i32x4.shl(value, 32 - bits));
}

function word(round: usize, index: usize): v128 {
  return v128.load(words + load<u8>(order + round + index));
}

function add(a: v128, b: v128, c: v128): v128 {
  return i32x4.add(i32x4.add(a, b), c);
}

/** Lays out a block of each message: first word of all four, second word of all four, … */
function transpose(block: usize, stride: usize): void {
  for (let at: usize = 0; at < 64; at += 16) {
    const a = v128.load(block + at);
    const b = v128.load(block + at + stride);
    const c = v128.load(block + at + 2 * stride);
    const d = v128.load(block + at + 3 * stride);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const to = words + (at << 2);
    v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
    v128.store(to + 16, v128.shuffle<i64>(ab, cd, 1, 3));
    v128.store(to + 32, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
    v128.store(to + 48, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
  }
}

/** Turns words of four lanes back into four rows of 16 bytes. */
function scatter(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to + 32, v128.shuffle<i64>(ab, cd, 1, 3));
  v128.store(to + 64, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  v128.store(to + 96, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}

/**
 * Chaining values of four messages of `length` bytes, `stride` bytes apart, each filled up with zeros to whole blocks of 64 bytes. The
 * lanes count on from `counter` by `step`; `flags` are those of all blocks, `first` and `last` those of one. Writes 4 · 32 bytes.
 */
export function hashFour(
  messages: usize,
  stride: usize,
  length: u32,
  counter: u32,
  step: u32,
  flags: u32,
  first: u32,
  last: u32,
  digests: usize,
): void {
  let h0 = i32x4.splat(0x6a09e667);
  let h1 = i32x4.splat(0xbb67ae85);
  let h2 = i32x4.splat(0x3c6ef372);
  let h3 = i32x4.splat(0xa54ff53a);
  let h4 = i32x4.splat(0x510e527f);
  let h5 = i32x4.splat(0x9b05688c);
  let h6 = i32x4.splat(0x1f83d9ab);
  let h7 = i32x4.splat(0x5be0cd19);
  let counters = i32x4.splat(counter);
  counters = i32x4.replace_lane(counters, 1, counter + step);
  counters = i32x4.replace_lane(counters, 2, counter + 2 * step);
  counters = i32x4.replace_lane(counters, 3, counter + 3 * step);
  let at: u32 = 0;
  do {
    const left = length - at;
    const isLast = left <= 64;
    transpose(messages + at, stride);
    let a0 = h0;
    let a1 = h1;
    let a2 = h2;
    let a3 = h3;
    let b0 = h4;
    let b1 = h5;
    let b2 = h6;
    let b3 = h7;
    let c0 = i32x4.splat(0x6a09e667);
    let c1 = i32x4.splat(0xbb67ae85);
    let c2 = i32x4.splat(0x3c6ef372);
    let c3 = i32x4.splat(0xa54ff53a);
    let d0 = counters;
    let d1 = i32x4.splat(0);
    let d2 = i32x4.splat(isLast ? left : 64);
    let d3 = i32x4.splat(flags | (at === 0 ? first : 0) | (isLast ? last : 0));
    for (let round: usize = 0; round < 112; round += 16) {
      // The columns.
      a0 = add(a0, b0, word(round, 0));
      a1 = add(a1, b1, word(round, 2));
      a2 = add(a2, b2, word(round, 4));
      a3 = add(a3, b3, word(round, 6));
      d0 = i8x16.swizzle(v128.xor(d0, a0), turn16);
      d1 = i8x16.swizzle(v128.xor(d1, a1), turn16);
      d2 = i8x16.swizzle(v128.xor(d2, a2), turn16);
      d3 = i8x16.swizzle(v128.xor(d3, a3), turn16);
      c0 = i32x4.add(c0, d0);
      c1 = i32x4.add(c1, d1);
      c2 = i32x4.add(c2, d2);
      c3 = i32x4.add(c3, d3);
      b0 = rotate(v128.xor(b0, c0), 12);
      b1 = rotate(v128.xor(b1, c1), 12);
      b2 = rotate(v128.xor(b2, c2), 12);
      b3 = rotate(v128.xor(b3, c3), 12);
      a0 = add(a0, b0, word(round, 1));
      a1 = add(a1, b1, word(round, 3));
      a2 = add(a2, b2, word(round, 5));
      a3 = add(a3, b3, word(round, 7));
      d0 = i8x16.swizzle(v128.xor(d0, a0), turn8);
      d1 = i8x16.swizzle(v128.xor(d1, a1), turn8);
      d2 = i8x16.swizzle(v128.xor(d2, a2), turn8);
      d3 = i8x16.swizzle(v128.xor(d3, a3), turn8);
      c0 = i32x4.add(c0, d0);
      c1 = i32x4.add(c1, d1);
      c2 = i32x4.add(c2, d2);
      c3 = i32x4.add(c3, d3);
      b0 = rotate(v128.xor(b0, c0), 7);
      b1 = rotate(v128.xor(b1, c1), 7);
      b2 = rotate(v128.xor(b2, c2), 7);
      b3 = rotate(v128.xor(b3, c3), 7);
      // The diagonals.
      a0 = add(a0, b1, word(round, 8));
      a1 = add(a1, b2, word(round, 10));
      a2 = add(a2, b3, word(round, 12));
      a3 = add(a3, b0, word(round, 14));
      d3 = i8x16.swizzle(v128.xor(d3, a0), turn16);
      d0 = i8x16.swizzle(v128.xor(d0, a1), turn16);
      d1 = i8x16.swizzle(v128.xor(d1, a2), turn16);
      d2 = i8x16.swizzle(v128.xor(d2, a3), turn16);
      c2 = i32x4.add(c2, d3);
      c3 = i32x4.add(c3, d0);
      c0 = i32x4.add(c0, d1);
      c1 = i32x4.add(c1, d2);
      b1 = rotate(v128.xor(b1, c2), 12);
      b2 = rotate(v128.xor(b2, c3), 12);
      b3 = rotate(v128.xor(b3, c0), 12);
      b0 = rotate(v128.xor(b0, c1), 12);
      a0 = add(a0, b1, word(round, 9));
      a1 = add(a1, b2, word(round, 11));
      a2 = add(a2, b3, word(round, 13));
      a3 = add(a3, b0, word(round, 15));
      d3 = i8x16.swizzle(v128.xor(d3, a0), turn8);
      d0 = i8x16.swizzle(v128.xor(d0, a1), turn8);
      d1 = i8x16.swizzle(v128.xor(d1, a2), turn8);
      d2 = i8x16.swizzle(v128.xor(d2, a3), turn8);
      c2 = i32x4.add(c2, d3);
      c3 = i32x4.add(c3, d0);
      c0 = i32x4.add(c0, d1);
      c1 = i32x4.add(c1, d2);
      b1 = rotate(v128.xor(b1, c2), 7);
      b2 = rotate(v128.xor(b2, c3), 7);
      b3 = rotate(v128.xor(b3, c0), 7);
      b0 = rotate(v128.xor(b0, c1), 7);
    }
    h0 = v128.xor(a0, c0);
    h1 = v128.xor(a1, c1);
    h2 = v128.xor(a2, c2);
    h3 = v128.xor(a3, c3);
    h4 = v128.xor(b0, d0);
    h5 = v128.xor(b1, d1);
    h6 = v128.xor(b2, d2);
    h7 = v128.xor(b3, d3);
    at += 64;
  } while (at < length);
  scatter(h0, h1, h2, h3, digests);
  scatter(h4, h5, h6, h7, digests + 16);
}
