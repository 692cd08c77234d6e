import { FREE_FROM, kernelWith } from "./instance.js";

/** Bytes of a chunk, the leaf of BLAKE3's tree. */
export const CHUNK_BYTES = 1024;
/** Bytes of a chaining value, and of a hash. */
export const VALUE_BYTES = 32;
const PAIR_BYTES = 2 * VALUE_BYTES;
const FLAGS = { chunkStart: 1, chunkEnd: 2, parent: 4, root: 8 } as const;

/** Messages that lie in the kernel's memory at a time; a multiple of four. */
const BATCH = 64;

interface Kind {
  /** Of each message. */
  readonly bytes: number;
  /** Whether each message has a number of its own, counted from the first. */
  readonly counted: boolean;
  readonly flags: number;
  readonly first: number;
  readonly last: number;
}

const chunk: Kind = {
  bytes: CHUNK_BYTES,
  counted: true,
  flags: 0,
  first: FLAGS.chunkStart,
  last: FLAGS.chunkEnd,
};
const parent: Kind = { bytes: PAIR_BYTES, counted: false, flags: FLAGS.parent, first: 0, last: 0 };

/**
 * The chaining values of a row of chunks, joined; the last one may be shorter than the others, or empty if it is the only one.
 * @param start - Number of the first chunk.
 * @param isRoot - Whether this single chunk is all there is, so that its value is the hash.
 */
export function chunkValues(bytes: Uint8Array, start = 0, isRoot = false): Uint8Array {
  const whole = Math.floor(bytes.length / CHUNK_BYTES);
  const rest = bytes.length - whole * CHUNK_BYTES;
  const hasRest = rest > 0 || whole === 0;
  const values = new Uint8Array((whole + (hasRest ? 1 : 0)) * VALUE_BYTES);
  const kind = { ...chunk, last: chunk.last | (isRoot ? FLAGS.root : 0) };
  hashInto(values, bytes.subarray(0, whole * CHUNK_BYTES), kind, start);
  if (hasRest) {
    const at = whole * VALUE_BYTES;
    hashInto(values.subarray(at), bytes.subarray(whole * CHUNK_BYTES), { ...kind, bytes: rest }, start + whole);
  }
  return values;
}

/**
 * The values above a row of values: of each pair one. What is left over without a sibling goes up as it is.
 * @param isRoot - Whether this single pair is at the top, so that its value is the hash.
 */
export function parentValues(values: Uint8Array, isRoot = false): Uint8Array {
  const pairs = Math.floor(values.length / PAIR_BYTES);
  const single = values.subarray(pairs * PAIR_BYTES);
  const parents = new Uint8Array(pairs * VALUE_BYTES + single.length);
  hashInto(parents, values.subarray(0, pairs * PAIR_BYTES), { ...parent, last: isRoot ? FLAGS.root : 0 }, 0);
  parents.set(single, pairs * VALUE_BYTES);
  return parents;
}

/** Hashes the messages that stand one behind the other in `messages`, four at a time. One that is empty is a message too. */
function hashInto(values: Uint8Array, messages: Uint8Array, kind: Kind, start: number): void {
  const count = kind.bytes === 0 ? 1 : messages.length / kind.bytes;
  if (count === 0) return;
  const stride = Math.max(1, Math.ceil(kind.bytes / 64)) * 64;
  const used = Math.min(BATCH, 4 * Math.ceil(count / 4));
  const digestsAt = FREE_FROM + used * stride;
  const { kernel, bytes } = kernelWith(digestsAt + used * VALUE_BYTES);
  // Only single messages are shorter than their blocks.
  if (kind.bytes < stride) bytes.fill(0, FREE_FROM, FREE_FROM + stride);
  const step = kind.counted ? 1 : 0;
  for (let index = 0; index < count; index += BATCH) {
    const now = Math.min(BATCH, count - index);
    bytes.set(messages.subarray(index * kind.bytes, (index + now) * kind.bytes), FREE_FROM);
    for (let slot = 0; slot < now; slot += 4) {
      const [at, to] = [FREE_FROM + slot * stride, digestsAt + slot * VALUE_BYTES];
      const counter = step * (start + index + slot);
      kernel.hashFour(at, stride, kind.bytes, counter, step, kind.flags, kind.first, kind.last, to);
    }
    values.set(bytes.subarray(digestsAt, digestsAt + now * VALUE_BYTES), index * VALUE_BYTES);
  }
}
