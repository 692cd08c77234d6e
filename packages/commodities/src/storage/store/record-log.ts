import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { flushFolder } from "@taostack/primitives/files";

const HEADER_BYTES = 8;
/** Longer than any record: what claims more is not one. */
const MAX_RECORD_BYTES = 4096;

/**
 * A file of records that is only ever appended to: length (u32), CRC-32 (u32), JSON. What was appended when the machine stopped may be
 * cut; it was not acknowledged, and is dropped when the file is opened again.
 */
export class RecordLog<Entry> {
  #waiting: { readonly bytes: Buffer; resolve(): void; reject(error: unknown): void }[] = [];
  #writing: Promise<void> | undefined;
  #failed: unknown;

  private constructor(
    readonly path: string,
    private handle: FileHandle,
  ) {}

  /** Opens or makes the log, and hands over its entries, oldest first. */
  static async open<Entry>(path: string): Promise<{ readonly log: RecordLog<Entry>; readonly entries: Entry[] }> {
    const handle = await open(path, "a+", 0o600);
    const { entries, end } = readEntries<Entry>(await handle.readFile());
    await handle.truncate(end);
    await handle.sync();
    await flushFolder(dirname(path));
    return { log: new RecordLog<Entry>(path, handle), entries };
  }

  /** Resolves when the entry is on the disk. Entries that wait at the same time share one sync. */
  append(entry: Entry): Promise<void> {
    if (this.#failed) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes: encodeEntry(entry), resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /**
   * Puts these entries in the place of all others, at once or not at all. What is appended meanwhile waits for the new file. Does
   * nothing, and says so by false, while something is being written.
   */
  async replace(entries: Iterable<Entry>): Promise<boolean> {
    if (this.#writing) return false;
    this.#writing = this.#swap(Buffer.concat(Array.from(entries, encodeEntry)))
      .catch((error: unknown) => this.#fail(error))
      .then(() => this.#writeAll());
    await this.#writing;
    if (this.#failed) throw this.#failed;
    return true;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.handle.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        if (this.#failed) throw this.#failed;
        await this.handle.appendFile(Buffer.concat(batch.map(({ bytes }) => bytes)));
        await this.handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // What stands in the file now is unknown: nothing may be appended behind it.
        this.#fail(error);
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #swap(bytes: Buffer): Promise<void> {
    const fresh = `${this.path}.new`;
    const next = await open(fresh, "w", 0o600);
    try {
      await next.writeFile(bytes);
      await next.sync();
    } finally {
      await next.close();
    }
    await rename(fresh, this.path);
    await flushFolder(dirname(this.path));
    await this.handle.close();
    this.handle = await open(this.path, "a", 0o600);
  }

  #fail(error: unknown): void {
    this.#failed ??= error;
  }
}

function encodeEntry(entry: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(entry));
  const bytes = Buffer.alloc(HEADER_BYTES + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.writeUInt32BE(crc32(body), 4);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

/** All whole entries, and where the last of them ends. A damaged stretch between them costs what stood there, not what follows. */
function readEntries<Entry>(bytes: Buffer): { readonly entries: Entry[]; readonly end: number } {
  const entries: Entry[] = [];
  let end = 0;
  for (let at = 0; at + HEADER_BYTES < bytes.length; ) {
    const body = bodyAt(bytes, at);
    if (!body) {
      at++;
      continue;
    }
    entries.push(JSON.parse(body.toString("utf8")) as Entry);
    at = end = at + HEADER_BYTES + body.length;
  }
  return { entries, end };
}

/** The entry that begins here, if one does. A stretch of zeros, which a crash may leave, is none. */
function bodyAt(bytes: Buffer, at: number): Buffer | undefined {
  const length = bytes.readUInt32BE(at);
  const start = at + HEADER_BYTES;
  if (length === 0 || length > MAX_RECORD_BYTES || start + length > bytes.length) return undefined;
  const body = bytes.subarray(start, start + length);
  return crc32(body) === bytes.readUInt32BE(at + 4) ? body : undefined;
}
