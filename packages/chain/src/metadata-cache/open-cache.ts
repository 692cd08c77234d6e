import type { MetadataCache } from "./metadata-cache.js";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The cache of a folder. Without one that of the environment: `TAO_METADATA_CACHE` (a folder, or `off`), else `taostack/metadata` where the
 * system keeps caches. None where there is no file system: in a browser.
 * @param folder - `false` for no cache.
 */
export async function openMetadataCache(folder: string | false | undefined): Promise<MetadataCache | undefined> {
  if (folder === false || typeof process === "undefined" || !process.versions?.node) return undefined;
  const chosen = folder ?? folderOf(process.env, process.platform);
  if (chosen === undefined) return undefined;
  const { FolderCache } = await import("./folder-cache.js");
  return new FolderCache(chosen);
}

/** `undefined` for none. Relative folders of `XDG_CACHE_HOME` do not count, as its specification says. */
export function folderOf(env: Environment, platform: string): string | undefined {
  const { TAO_METADATA_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  if (own) return own === "off" ? undefined : own;
  const base = xdg?.startsWith("/") ? xdg : platform === "win32" ? local : home && `${home}/.cache`;
  return base ? `${base}/taostack/metadata` : undefined;
}
