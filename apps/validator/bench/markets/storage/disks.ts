import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PieceStore, pieceId } from "@taostack/commodities";
import type { Disk } from "./miners.js";

const FAR_FUTURE_MS = Date.UTC(2100, 0, 1);

/** Folders of miners. What a cheat has spoilt goes to the store as a piece of another name: the store takes no other. */
export interface Disks {
  open(name: string): Promise<Disk>;
  dispose(): Promise<void>;
}

export async function openDisks(): Promise<Disks> {
  const folder = await mkdtemp(join(tmpdir(), "markets-storage-"));
  const stores: PieceStore[] = [];
  return {
    async open(name) {
      const store = await PieceStore.open(join(folder, name), { maintenanceMs: 0 });
      stores.push(store);
      return diskOf(store);
    },
    async dispose() {
      await Promise.all(stores.map((store) => store.close()));
      await rm(folder, { recursive: true });
    },
  };
}

const OWNER = "validator";

function diskOf(store: PieceStore): Disk {
  /** Where it really lies, by what it is called. */
  const places = new Map<string, Uint8Array>();
  const hex = (id: Uint8Array) => Buffer.from(id).toString("hex");
  return {
    async put(id, data) {
      const place = pieceId(data);
      await store.put(OWNER, place, data, FAR_FUTURE_MS);
      places.set(hex(id), place);
    },
    async read(id) {
      const place = places.get(hex(id));
      const piece = place && store.find(OWNER, place);
      return piece && store.read(piece);
    },
    async delete(id) {
      const place = places.get(hex(id));
      places.delete(hex(id));
      if (place) await store.delete(OWNER, place);
    },
  };
}
