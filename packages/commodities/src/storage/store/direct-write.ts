import { constants } from "node:fs";
import { rm } from "node:fs/promises";
import { closeFile, DURABLE, IS_SYNCED, openFile, writeSome } from "./durable-write.js";

/** What disks are written by without the system's cache: lengths, and addresses in memory, are multiples of it. */
const BLOCK_BYTES = 4096;
const PAGE_BYTES = 65_536;
/** Shorter pieces are written as usual. */
const DIRECT_FROM = 64 * 1024;
/** Writes at once, each from memory of its own that is kept; what comes beyond is written as usual. */
const MAX_BUFFERS = 4;
const DIRECT = IS_SYNCED ? constants.O_DIRECT : 0;

interface WebAssemblyApi {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
}

/**
 * Writes new files past the system's cache, from where they would only push out what is read more often: a piece that was put is rarely
 * wanted soon. Files grow to whole blocks by zeros.
 */
export class DirectWriter {
  readonly #free: Uint8Array[] = [];
  #buffers = 0;
  #works = DIRECT !== 0;

  /** False if the file is to be written as usual: it is short, too many come at once, or the file system cannot. */
  async write(path: string, bytes: Uint8Array): Promise<boolean> {
    if (!this.#works || bytes.length < DIRECT_FROM) return false;
    const buffer = this.#take(bytes.length);
    if (!buffer) return false;
    try {
      const length = BLOCK_BYTES * Math.ceil(bytes.length / BLOCK_BYTES);
      buffer.set(bytes);
      buffer.fill(0, bytes.length, length);
      return await this.#writeNow(path, buffer.subarray(0, length));
    } finally {
      this.#free.push(buffer);
    }
  }

  async #writeNow(path: string, blocks: Uint8Array): Promise<boolean> {
    let descriptor: number | undefined;
    try {
      descriptor = await openFile(path, DURABLE.create | DIRECT, 0o600);
      if ((await writeSome(descriptor, blocks, 0)) === blocks.length) return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EINVAL") {
        if (descriptor !== undefined) await rm(path, { force: true });
        throw error;
      }
    } finally {
      if (descriptor !== undefined) await closeFile(descriptor);
    }
    this.#works = false;
    await rm(path, { force: true });
    return false;
  }

  /** Memory that begins at a page: that of WebAssembly does. */
  #take(bytes: number): Uint8Array | undefined {
    const free = this.#free.pop();
    if (free && free.length >= bytes) return free;
    if (!free && this.#buffers === MAX_BUFFERS) return undefined;
    const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    if (!free) this.#buffers++;
    return new Uint8Array(memory.buffer);
  }
}
