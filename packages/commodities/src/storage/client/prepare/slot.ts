/**
 * Memory for one chunk on its way to the miners. It is shared, so that threads work where it lies and nothing is handed over. What is
 * shared is copied eight bytes at a time if both sides begin at a multiple of eight, and byte by byte if not: so pieces do.
 */
export interface Slot {
  /** The chunk's bytes. */
  plain: Uint8Array;
  /** The pieces that are made of it, each with its headroom before it. */
  pieces: Uint8Array;
}

/** Bytes before each piece that are free for what a message begins with. */
export const HEADROOM = 64;

/** The slots of one put, used again and again: memory that is not asked for costs no collecting. */
export class SlotPool {
  readonly #free: Slot[] = [];

  take(): Slot {
    return this.#free.pop() ?? { plain: sharedBytes(0), pieces: sharedBytes(0) };
  }

  /** To be given back only when nobody reads the pieces any more. */
  give(slot: Slot): void {
    this.#free.push(slot);
  }
}

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

/** The slot's memory for so many pieces of one length. */
export function piecesIn(slot: Slot, count: number, pieceBytes: number): Uint8Array[] {
  const stride = HEADROOM + 8 * Math.ceil(pieceBytes / 8);
  if (slot.pieces.length < count * stride) slot.pieces = sharedBytes(count * stride);
  return Array.from({ length: count }, (_, index) => {
    const start = index * stride + HEADROOM;
    return slot.pieces.subarray(start, start + pieceBytes);
  });
}
