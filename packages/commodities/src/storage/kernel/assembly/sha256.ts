// SHA-256 of four messages of one length at once, a lane for each.

/** The round constants, as FIPS 180-4 lists them. */
const constants = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

/** 64 words of the message schedule, four lanes each. */
const schedule = memory.data(1024, 16);

function rotate(value: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(value, bits), i32x4.shl(value, 32 - bits));
}

function add(a: v128, b: v128): v128 {
  return i32x4.add(a, b);
}

/** One word of each of four messages that stand `stride` bytes apart, from big-endian. */
function gather(at: usize, stride: usize): v128 {
  let words = i32x4.splat(load<u32>(at));
  words = i32x4.replace_lane(words, 1, load<u32>(at + stride));
  words = i32x4.replace_lane(words, 2, load<u32>(at + 2 * stride));
  words = i32x4.replace_lane(words, 3, load<u32>(at + 3 * stride));
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function scatter(words: v128, at: usize, stride: usize): void {
  const swapped = i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  store<u32>(at, i32x4.extract_lane(swapped, 0));
  store<u32>(at + stride, i32x4.extract_lane(swapped, 1));
  store<u32>(at + 2 * stride, i32x4.extract_lane(swapped, 2));
  store<u32>(at + 3 * stride, i32x4.extract_lane(swapped, 3));
}

/**
 * Hashes four messages, already padded to `blocks` blocks of 64 bytes and `stride` bytes apart, to four digests of 32 bytes in a row.
 */
export function hashFour(messages: usize, blocks: usize, stride: usize, digests: usize): void {
  let h0 = i32x4.splat(0x6a09e667);
  let h1 = i32x4.splat(0xbb67ae85);
  let h2 = i32x4.splat(0x3c6ef372);
  let h3 = i32x4.splat(0xa54ff53a);
  let h4 = i32x4.splat(0x510e527f);
  let h5 = i32x4.splat(0x9b05688c);
  let h6 = i32x4.splat(0x1f83d9ab);
  let h7 = i32x4.splat(0x5be0cd19);
  for (let block: usize = 0; block < blocks; block++) {
    let a = h0;
    let b = h1;
    let c = h2;
    let d = h3;
    let e = h4;
    let f = h5;
    let g = h6;
    let h = h7;
    for (let word: usize = 0; word < 64; word++) {
      const here = schedule + (word << 4);
      let w: v128;
      if (word < 16) {
        w = gather(messages + (block << 6) + (word << 2), stride);
      } else {
        const w15 = v128.load(here - 240);
        const w2 = v128.load(here - 32);
        const s0 = v128.xor(v128.xor(rotate(w15, 7), rotate(w15, 18)), i32x4.shr_u(w15, 3));
        const s1 = v128.xor(v128.xor(rotate(w2, 17), rotate(w2, 19)), i32x4.shr_u(w2, 10));
        w = add(add(v128.load(here - 256), s0), add(v128.load(here - 112), s1));
      }
      v128.store(here, w);
      const big1 = v128.xor(v128.xor(rotate(e, 6), rotate(e, 11)), rotate(e, 25));
      const choice = v128.bitselect(f, g, e);
      const t1 = add(add(add(h, big1), add(choice, w)), v128.load32_splat(constants + (word << 2)));
      const big0 = v128.xor(v128.xor(rotate(a, 2), rotate(a, 13)), rotate(a, 22));
      const majority = v128.bitselect(c, a, v128.xor(a, b));
      h = g;
      g = f;
      f = e;
      e = add(d, t1);
      d = c;
      c = b;
      b = a;
      a = add(t1, add(big0, majority));
    }
    h0 = add(h0, a);
    h1 = add(h1, b);
    h2 = add(h2, c);
    h3 = add(h3, d);
    h4 = add(h4, e);
    h5 = add(h5, f);
    h6 = add(h6, g);
    h7 = add(h7, h);
  }
  scatter(h0, digests, 32);
  scatter(h1, digests + 4, 32);
  scatter(h2, digests + 8, 32);
  scatter(h3, digests + 12, 32);
  scatter(h4, digests + 16, 32);
  scatter(h5, digests + 20, 32);
  scatter(h6, digests + 24, 32);
  scatter(h7, digests + 28, 32);
}
