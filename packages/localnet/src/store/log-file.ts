import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { stateDamaged } from "./errors.js";
import { FRAME_BYTES, frame } from "./record.js";

/** An open log that is only appended to. What `append` returned from is on disk. */
export class LogFile {
  readonly path: string;
  readonly #file: number;
  #length: number;

  /** @param length - Where the next record goes; what is behind it is cut off. */
  constructor(path: string, length: number) {
    this.path = path;
    this.#file = openSync(path, length === 0 ? "w" : "r+");
    this.#length = length;
    ftruncateSync(this.#file, length);
  }

  get length(): number {
    return this.#length;
  }

  /** Appends records, and returns when all of them are on disk. A failure leaves none of them. */
  append(...payloads: readonly Uint8Array[]): void {
    let length = this.#length;
    try {
      for (const payload of payloads) length += this.#write(frame(payload, crc32(payload)), length);
      fdatasyncSync(this.#file);
    } catch (error) {
      ftruncateSync(this.#file, this.#length);
      throw error;
    }
    this.#length = length;
  }

  #write(bytes: Uint8Array, position: number): number {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#file, bytes, written, bytes.length - written, position + written);
    }
    return bytes.length;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * Gives the records of a log to `onRecord`.
 * @param mayBeTorn - For the log that was written last: a record that breaks off at its end was never told to anybody.
 * @returns the length of what is whole.
 * @throws `localnet/state_damaged`
 */
export function readLog(
  path: string,
  mayBeTorn: boolean,
  onRecord: (payload: Uint8Array, offset: number) => void,
): number {
  const bytes = readFileSync(path);
  let offset = 0;
  while (offset < bytes.length) {
    const start = offset + FRAME_BYTES;
    const end = start <= bytes.length ? start + bytes.readUInt32LE(offset) : start;
    if (end > bytes.length) return tornAt(path, mayBeTorn, offset);
    // Not a Buffer: its `slice` would share memory with the whole file.
    const payload = new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
    if (crc32(payload) !== bytes.readUInt32LE(offset + 4))
      return tornAt(path, mayBeTorn && end === bytes.length, offset);
    onRecord(payload, offset);
    offset = end;
  }
  return offset;
}

function tornAt(path: string, allowed: boolean, offset: number): number {
  if (!allowed) throw stateDamaged(path, offset, "the checksum of a record is wrong");
  return offset;
}

/** Makes a new name in a folder outlive a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
