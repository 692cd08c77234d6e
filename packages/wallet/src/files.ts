import { randomBytes } from "node:crypto";
import { access, link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { walletError } from "./errors.js";

/** @throws `wallet/not_found`. */
export async function readKeyfile(path: string): Promise<Uint8Array> {
  const bytes = await readIfPresent(path);
  if (bytes) return bytes;
  throw walletError({ code: "wallet/not_found", path }, `There is no keyfile ${path}.`, {
    remedy: "Check the wallet's path, its name and the hotkey's name, or create the wallet.",
  });
}

export async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

export const fileExists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Writes a file that is there in full or not at all: 0600 from its first byte, flushed, then moved into place.
 * @throws `wallet/exists` if the file is there and `overwrite` is not set.
 */
export async function writeKeyfile(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    await writeFlushed(temporary, bytes);
    await (overwrite ? rename(temporary, path) : moveUnlessPresent(temporary, path));
    await flushFolder(folder);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link refuses an existing target in one step; a rename would replace what another process has just written. */
async function moveUnlessPresent(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (isCode(error, "EEXIST")) throw exists(path);
    if (!isCode(error, "EPERM", "ENOTSUP", "ENOSYS")) throw error;
    if (await fileExists(path)) throw exists(path);
    await rename(temporary, path);
  }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? "");

export const exists = (path: string) =>
  walletError({ code: "wallet/exists", path }, `${path} exists already.`, {
    remedy: "Choose another name, or ask for overwriting if you have a backup of that key.",
  });
