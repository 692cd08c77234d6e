import { hash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFolder } from "@taostack/primitives/files";
import { DirectWriter } from "./direct-write.js";
import { closeFile, DURABLE, openFile, writeDurably } from "./durable-write.js";

const ENDING = ".piece";

/**
 * The bytes of pieces, one file each, in up to 256 folders. A file's name is a hash: nothing that a peer sends becomes part of a path.
 */
export class PieceFiles {
  #counter = 0;
  readonly #direct = new DirectWriter();
  /** Folders that are there, and are being made. */
  readonly #folders = new Map<string, Promise<void>>();

  private constructor(readonly folder: string) {}

  static async open(folder: string): Promise<PieceFiles> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new PieceFiles(folder);
  }

  /** Where a piece lies: a hash of its owner and id, of which each owner has its own. */
  static nameOf(key: string): string {
    return hash("sha256", key);
  }

  /** A file that nobody reads yet. Resolves when bytes and name are on the disk; one that was cut short is cleared away at the next start. */
  async create(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    await this.#make(dirname(path));
    try {
      await this.#write(path, bytes);
    } catch (error) {
      // Left by a removal that failed.
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return this.replace(name, bytes);
      throw error;
    }
    await flushFolder(dirname(path));
  }

  /** The same for a file that may be there. It is whole at any time, before and after. */
  async replace(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    const folder = dirname(path);
    await this.#make(folder);
    const temporary = join(folder, `${name}.${this.#counter++}.new`);
    await this.#write(temporary, bytes);
    try {
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await flushFolder(folder);
  }

  /** Some bytes of a piece; fewer where the file is shorter, none where it is gone. */
  async read(name: string, offset: number, length: number): Promise<Uint8Array> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(this.#path(name), "r");
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Uint8Array(0);
      throw error;
    } finally {
      await handle?.close();
    }
  }

  remove(name: string): Promise<void> {
    return rm(this.#path(name), { force: true });
  }

  /** Removes what no record stands for: files of puts and deletions that were cut short. */
  async removeOthers(isKnown: (name: string) => boolean): Promise<number> {
    let removed = 0;
    for (const folder of await readdir(this.folder)) {
      for (const file of await readdir(join(this.folder, folder))) {
        if (file.endsWith(ENDING) && isKnown(file.slice(0, -ENDING.length))) continue;
        await rm(join(this.folder, folder, file), { force: true });
        removed++;
      }
    }
    return removed;
  }

  #make(folder: string): Promise<void> {
    const made = this.#folders.get(folder) ?? this.#makeNow(folder);
    this.#folders.set(folder, made);
    return made;
  }

  async #makeNow(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await flushFolder(this.folder);
    } catch (error) {
      this.#folders.delete(folder);
      throw error;
    }
  }

  /** A new file, on the disk but for its name; gone again if that fails. It may be longer than its piece, by zeros. */
  async #write(path: string, bytes: Uint8Array): Promise<void> {
    if (await this.#direct.write(path, bytes)) return;
    const descriptor = await openFile(path, DURABLE.create, 0o600);
    try {
      await writeDurably(descriptor, bytes);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await closeFile(descriptor);
    }
  }

  #path(name: string): string {
    return join(this.folder, name.slice(0, 2), name + ENDING);
  }
}
