/** Memory for one chunk on its way to the miners. It is shared, so that threads work where it lies and nothing is handed over. */
export interface Slot {
  /** The chunk's bytes. */
  plain: Uint8Array;
  /** The n pieces that are made of it, one behind the other. */
  pieces: Uint8Array;
}

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

/** The slot's memory for so many bytes of pieces. */
export function piecesIn(slot: Slot, length: number): Uint8Array {
  if (slot.pieces.length < length) slot.pieces = sharedBytes(length);
  return slot.pieces.subarray(0, length);
}
