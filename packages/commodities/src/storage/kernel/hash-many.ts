import { FREE_FROM, kernelWith } from "./instance.js";

/** Messages that lie in the kernel's memory at a time; a multiple of four. */
const BATCH = 64;
const DIGEST_BYTES = 32;

/**
 * SHA-256 of many messages of one length, four at a time: where messages are short, several times as fast as calling node's for each.
 * @param write - Writes message `index` into `bytes` at `at`.
 * @returns The digests, joined.
 */
export function hashMany(
  count: number,
  length: number,
  write: (bytes: Uint8Array, at: number, index: number) => void,
): Uint8Array {
  // A bit of one, then zeros, then the length in bits, up to a multiple of 64 bytes.
  const blocks = Math.ceil((length + 9) / 64);
  const stride = 64 * blocks;
  const used = Math.min(BATCH, 4 * Math.ceil(count / 4));
  const digestsAt = FREE_FROM + used * stride;
  const { kernel, bytes } = kernelWith(digestsAt + used * DIGEST_BYTES);
  const view = new DataView(bytes.buffer);
  for (let slot = 0; slot < used; slot++) {
    const at = FREE_FROM + slot * stride;
    bytes.fill(0, at + length, at + stride);
    bytes[at + length] = 0x80;
    view.setUint32(at + stride - 4, 8 * length);
  }
  const digests = new Uint8Array(count * DIGEST_BYTES);
  for (let start = 0; start < count; start += BATCH) {
    const now = Math.min(BATCH, count - start);
    for (let slot = 0; slot < now; slot++) write(bytes, FREE_FROM + slot * stride, start + slot);
    for (let slot = 0; slot < now; slot += 4) {
      kernel.hashFour(FREE_FROM + slot * stride, blocks, stride, digestsAt + slot * DIGEST_BYTES);
    }
    digests.set(bytes.subarray(digestsAt, digestsAt + now * DIGEST_BYTES), start * DIGEST_BYTES);
  }
  return digests;
}
