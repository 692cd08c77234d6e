import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { flushFolder, replaceFile } from "@taostack/primitives/files";
import { type Manifest, parseManifest } from "./manifest.js";
import { checkObjectName } from "./names.js";

/** Where a client keeps its manifests. */
export interface Catalog {
  get(name: string): Promise<Manifest | undefined>;
  set(manifest: Manifest): Promise<void>;
  delete(name: string): Promise<boolean>;
  /** Names, sorted. */
  list(prefix?: string): Promise<string[]>;
}

const sorted = (names: Iterable<string>, prefix: string): string[] =>
  [...names].filter((name) => name.startsWith(prefix)).sort();

/** Kept for as long as the process lives. */
export function createMemoryCatalog(): Catalog {
  const manifests = new Map<string, Manifest>();
  return {
    get: async (name) => manifests.get(name),
    set: async (manifest) => void manifests.set(manifest.name, manifest),
    delete: async (name) => manifests.delete(name),
    list: async (prefix = "") => sorted(manifests.keys(), prefix),
  };
}

/** One file for each object, readable by its owner only; its name is a hash, so that no object's name becomes a path. */
export async function createFileCatalog(folder: string): Promise<Catalog> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (name: string) =>
    join(folder, `${createHash("sha256").update(checkObjectName(name)).digest("hex")}.json`);
  const read = async (path: string) => {
    try {
      return parseManifest(await readFile(path, "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  };
  return {
    get: (name) => read(pathOf(name)),
    set: (manifest) => replaceFile(pathOf(manifest.name), JSON.stringify(manifest)),
    async delete(name) {
      if (!(await read(pathOf(name)))) return false;
      await rm(pathOf(name), { force: true });
      await flushFolder(folder);
      return true;
    },
    async list(prefix = "") {
      const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
      const names: string[] = [];
      for (const file of files) {
        const manifest = await read(join(folder, file));
        if (manifest) names.push(manifest.name);
      }
      return sorted(names, prefix);
    },
  };
}
