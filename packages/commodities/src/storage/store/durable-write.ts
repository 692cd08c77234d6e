import { close, constants, fdatasync, open, write } from "node:fs";
import { promisify } from "node:util";

// Descriptors instead of FileHandles: each step of a put waits in the thread pool, and a handle doubles what the step costs besides.
export const openFile = promisify(open);
export const closeFile = promisify(close);
const syncData = promisify(fdatasync);

/** Whether writes to files opened by the flags below come back when they are on the disk: one step instead of two. */
export const IS_SYNCED = process.platform === "linux";
const SYNCED = IS_SYNCED ? constants.O_DSYNC : 0;

export const DURABLE = {
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | SYNCED,
  log: constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | SYNCED,
} as const;

/** Writes at the file's position. Resolves when the bytes are on the disk; the file was opened by flags of `DURABLE`. */
export async function writeDurably(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += await writeSome(descriptor, bytes, at);
  if (!IS_SYNCED) await syncData(descriptor);
}

/** How many bytes it wrote: all of them, as a rule. */
export const writeSome = (descriptor: number, bytes: Uint8Array, at: number): Promise<number> =>
  new Promise((resolve, reject) => {
    write(descriptor, bytes, at, bytes.length - at, null, (error, written) =>
      error ? reject(error) : resolve(written),
    );
  });
