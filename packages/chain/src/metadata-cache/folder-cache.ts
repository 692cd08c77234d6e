import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFileName, decodeCacheFile, encodeCacheFile, isCacheFileName } from "./cache-file.js";
import type { MetadataCache, RuntimeKey } from "./metadata-cache.js";

/** Each takes some 300 kB. */
const MAX_FILES = 16;

/** One file for each runtime. Written in one step; the files that were used last stay. */
export class FolderCache implements MetadataCache {
  constructor(readonly folder: string) {}

  async read(key: RuntimeKey): Promise<Uint8Array | undefined> {
    const path = this.#path(key);
    try {
      const metadata = decodeCacheFile(key, new Uint8Array(await readFile(path)));
      const now = new Date();
      if (metadata !== undefined) await utimes(path, now, now).catch(() => undefined);
      return metadata;
    } catch {
      return undefined;
    }
  }

  async write(key: RuntimeKey, metadata: Uint8Array): Promise<void> {
    const path = this.#path(key);
    const temporary = `${path}.${randomBytes(6).toString("hex")}`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(temporary, encodeCacheFile(key, metadata), { flag: "wx" });
      await rename(temporary, path);
      await this.#prune();
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async remove(key: RuntimeKey): Promise<void> {
    await rm(this.#path(key), { force: true }).catch(() => undefined);
  }

  #path(key: RuntimeKey): string {
    return join(this.folder, cacheFileName(key));
  }

  async #prune(): Promise<void> {
    const names = (await readdir(this.folder)).filter(isCacheFileName);
    if (names.length <= MAX_FILES) return;
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        return { path, usedAt: (await stat(path)).mtimeMs };
      }),
    );
    files.sort((a, b) => b.usedAt - a.usedAt);
    await Promise.all(files.slice(MAX_FILES).map(({ path }) => rm(path, { force: true })));
  }
}
