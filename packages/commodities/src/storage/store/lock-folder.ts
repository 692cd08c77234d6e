import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { storageError } from "../errors.js";

export type Unlock = () => Promise<void>;

const heldHere = new Set<string>();

/**
 * Keeps a second process of this machine from using a folder: two would take each other's files for rubbish. A process that was killed
 * leaves its lock, which the next one takes over.
 * @throws `storage/folder_in_use`
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  const path = join(resolve(folder), "lock");
  if (heldHere.has(path)) throw inUse(path, process.pid);
  heldHere.add(path);
  try {
    await writeFile(path, String(process.pid), { flag: "wx", mode: 0o600 }).catch(() => takeOver(path));
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    heldHere.delete(path);
  };
}

async function takeOver(path: string): Promise<void> {
  const pid = Number(await readFile(path, "utf8"));
  // The own number in a lock that is not held here is of an earlier life: in a container, every first process has the same.
  if (pid !== process.pid && isAlive(pid)) throw inUse(path, pid);
  await writeFile(path, String(process.pid), { mode: 0o600 });
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const inUse = (path: string, pid: number) =>
  storageError("storage/folder_in_use", `Process ${pid} uses the folder already, as ${path} says.`, {
    remedy: "Give each miner a folder of its own, or remove the lock if no miner uses this one.",
  });
