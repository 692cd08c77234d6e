import { type Slot, sharedBytes } from "./prepare/slot.js";

/** A chunk of a file: the first `bytes` of what its slot holds. */
export interface Chunk {
  readonly slot: Slot;
  readonly bytes: number;
}

/** What a slot begins with: short files take no more, and long ones soon have slots of their chunks' length. */
const FIRST_BYTES = 64 * 1024;

/** Cuts a stream of bytes into chunks of one length; the last may be shorter. Holds one chunk at a time. */
export async function* cutIntoChunks(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  chunkBytes: number,
  takeSlot: () => Slot,
): AsyncGenerator<Chunk, void, undefined> {
  let slot = takeSlot();
  let filled = 0;
  for await (const part of source) {
    for (let at = 0; at < part.length; ) {
      const taken = Math.min(part.length - at, chunkBytes - filled);
      reserve(slot, filled, filled + taken, chunkBytes);
      slot.plain.set(part.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < chunkBytes) continue;
      yield { slot, bytes: filled };
      slot = takeSlot();
      filled = 0;
    }
  }
  if (filled > 0) yield { slot, bytes: filled };
}

/** Makes room up to `end` in a slot, and keeps what is there. */
function reserve(slot: Slot, filled: number, end: number, chunkBytes: number): void {
  if (end <= slot.plain.length) return;
  const longer = sharedBytes(Math.min(chunkBytes, Math.max(FIRST_BYTES, end, 4 * slot.plain.length)));
  longer.set(slot.plain.subarray(0, filled));
  slot.plain = longer;
}

/**
 * Works on a few items at once and gives the results in the order of the items. The next item is taken only when the caller has taken a
 * result: nothing piles up.
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = [];
  let index = 0;
  try {
    for await (const item of items) {
      const result = work(item, index++);
      // Its failure is met when its turn comes.
      result.catch(() => undefined);
      running.push(result);
      if (running.length >= concurrency) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    await Promise.allSettled(running);
  }
}
