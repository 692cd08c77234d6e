import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateInUse } from "./errors.js";

/** Process ids come back, in containers at once; with the time at which the process began they do not. */
const me = `${process.pid} ${performance.timeOrigin}`;

/**
 * Makes sure that one process at a time writes to a folder. A lock that a killed process left is taken over.
 * @returns what releases it.
 * @throws `localnet/state_in_use`
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "lock");
  for (;;) {
    try {
      writeFileSync(path, me, { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readFileSync(path, "utf8");
    const pid = Number.parseInt(holder, 10);
    if (holder === me || (pid !== process.pid && isAlive(pid))) throw stateInUse(folder, pid);
    rmSync(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
