import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * Hex SHA-256 of the lines `<hex SHA-256 of the file>  <path>\n`, one for each file in the order given: the digest of what
 * `sha256sum` prints for them, so that it can be checked without this package.
 */
export async function hashFiles(folder: string, files: readonly string[], signal?: AbortSignal): Promise<string> {
  const total = createHash("sha256");
  for (const file of files) {
    signal?.throwIfAborted();
    const digest = createHash("sha256");
    await pipeline(createReadStream(join(folder, file)), digest);
    total.update(`${digest.digest("hex")}  ${file}\n`);
  }
  return total.digest("hex");
}
