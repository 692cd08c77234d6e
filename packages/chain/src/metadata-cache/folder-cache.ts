import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@taostack/primitives/files";
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
    try {
      await mkdir(this.folder, { recursive: true });
      await replaceFile(this.#path(key), encodeCacheFile(key, metadata));
      await this.#prune();
    } catch {
      // Without a place to write there is no cache.
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
