import { randomBytes } from "node:crypto";
import { access, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isCodedError } from "@taostack/primitives";
import { flushFolder, writeFlushed } from "@taostack/primitives/files";
import { walletError } from "./errors.js";
import { corrupt } from "./keyfile.js";

/** @throws `wallet/not_found`. */
export async function readKeyfile(path: string): Promise<Uint8Array> {
  const bytes = await readIfPresent(path);
  if (bytes) return bytes;
  throw walletError({ code: "wallet/not_found", path }, `There is no keyfile ${path}.`, {
    remedy: "Check the wallet's path, its name and the hotkey's name, or create the wallet.",
  });
}

/** The largest keyfile is an Ansible vault of 24 words, some 5 KiB. */
const MAX_BYTES = 65_536;

/** @throws `wallet/unreadable`, or `wallet/corrupt` for what is far too long. */
export async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readStart(path);
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return undefined;
    if (isCodedError(error)) throw error;
    throw unreadable(path, error);
  }
}

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(MAX_BYTES + 1), 0, MAX_BYTES + 1, 0);
    if (bytesRead > MAX_BYTES) throw corrupt(path, `it is longer than ${MAX_BYTES} bytes`);
    return buffer.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const fileExists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Writes a file that is there in full or not at all: 0600 from its first byte, flushed, then moved into place.
 * @throws `wallet/exists` if the file is there and `overwrite` is not set; `wallet/unwritable`.
 */
export async function writeKeyfile(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  try {
    await writeAtOnce(path, bytes, overwrite);
  } catch (error) {
    throw isCodedError(error) ? error : unwritable(path, error);
  }
}

async function writeAtOnce(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
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

/** Takes back what was written just now. */
export async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

/** True if other users of the machine may read the file, which no keyfile with a secret should allow. Never on Windows. */
export async function isExposed(path: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  const { mode } = await stat(path);
  return (mode & 0o044) !== 0;
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

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? "");

export const exists = (path: string) =>
  walletError({ code: "wallet/exists", path }, `${path} exists already.`, {
    remedy: "Choose another name, or ask for overwriting if you have a backup of that key.",
  });

const unreadable = (path: string, cause: unknown) =>
  walletError(
    { code: "wallet/unreadable", path, reason: reasonOf(cause) },
    `${path} cannot be read: ${reasonOf(cause)}.`,
    {
      remedy: "Give this user the right to read it, or run the program as the user who owns it.",
      cause,
    },
  );

const unwritable = (path: string, cause: unknown) =>
  walletError(
    { code: "wallet/unwritable", path, reason: reasonOf(cause) },
    `${path} cannot be written: ${reasonOf(cause)}. What was there is unchanged.`,
    { remedy: "Check the folder's owner and rights, and that the disk has room.", cause },
  );

const reasonOf = (error: unknown): string =>
  (error instanceof Error && (error as NodeJS.ErrnoException).code) || "unknown reason";
