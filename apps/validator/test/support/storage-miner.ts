import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PieceStore, type PieceStoreOptions, serveStorage } from "@taostack/commodities";
import type { ServiceImplementation } from "@taostack/protocol";

type Handler = ServiceImplementation["handlers"][string];

/** A storage miner's store and service; `around` changes what the service does. */
export async function openStorageMiner(folder: string, options: PieceStoreOptions = {}) {
  const store = await PieceStore.open(folder, { maintenanceMs: 0, ...options });
  const service = serveStorage(store);
  return { store, service };
}

export type StorageTestMiner = Awaited<ReturnType<typeof openStorageMiner>>;

/** The same service with another way of doing one thing. */
export const around = (
  service: ServiceImplementation,
  name: string,
  change: (handler: Handler) => Handler,
): ServiceImplementation => ({
  ...service,
  handlers: { ...service.handlers, [name]: change(service.handlers[name] as Handler) },
});

/** Changes one byte of every second file of a store that `seen` does not have yet. */
export async function corruptEverySecond(folder: string, seen: Set<string>): Promise<void> {
  const entries = await readdir(join(folder, "pieces"), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".piece"));
  for (const path of paths.map((entry) => join(entry.parentPath, entry.name))) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (seen.size % 2 === 0) continue;
    const bytes = await readFile(path);
    // In every block, so that whichever the nonce draws shows it.
    for (let at = 0; at < bytes.length; at += 1024) bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(path, bytes);
  }
}
