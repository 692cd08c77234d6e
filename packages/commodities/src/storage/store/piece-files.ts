import { hash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { flushFolder } from "@taostack/primitives/files";

const ENDING = ".piece";

/**
 * The bytes of pieces, one file each, in up to 256 folders. A file's name is a hash: nothing that a peer sends becomes part of a path.
 */
export class PieceFiles {
  #counter = 0;
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

  /** Resolves when bytes and name are on the disk; the file is whole, or is not there. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const folder = join(this.folder, name.slice(0, 2));
    await this.#make(folder);
    const temporary = join(folder, `${name}.${this.#counter++}.new`);
    try {
      const handle = await open(temporary, "wx", 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.#path(name));
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

  #path(name: string): string {
    return join(this.folder, name.slice(0, 2), name + ENDING);
  }
}
