import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { replaceFile } from "@taostack/primitives/files";

/** What a running network tells to programs: `.taostack/up.json`. It is there exactly as long as the network is. */
export interface UpFile {
  readonly pid: number;
  readonly startedAt: string;
  /** With the subnet that the gateway serves. */
  readonly chain: { readonly url: string; readonly netuid: number };
  readonly subnets: readonly { readonly netuid: number; readonly commodity: string }[];
  readonly gateway: { readonly url: string; readonly apiKey: string; readonly models: readonly string[] };
  readonly explorer: { readonly url: string };
  readonly wallets: { readonly path: string; readonly names: readonly string[] };
  readonly roles: readonly {
    readonly name: string;
    readonly pid: number | undefined;
    readonly wallet: string;
    readonly log: string;
  }[];
}

/** The folder of a network that was started in `directory`. */
export const networkFolder = (directory: string): string => join(directory, ".taostack");

const pathIn = (folder: string): string => join(folder, "up.json");

/** Replaces the file in one step; it holds a key, so only its owner may read it. */
export async function writeUpFile(folder: string, content: UpFile): Promise<void> {
  const path = pathIn(folder);
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
}

export const removeUpFile = (folder: string): Promise<void> => rm(pathIn(folder), { force: true });

/** The network that runs now, if any: a file left by a process that is gone does not count. */
export async function readUpFile(folder: string): Promise<UpFile | undefined> {
  const text = await readFile(pathIn(folder), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const content = JSON.parse(text) as UpFile;
    return isAlive(content.pid) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
