import { homedir } from "node:os";
import { join } from "node:path";
import { storage } from "@taostack/commodities";
import type { Offer, OfferModules } from "./offer.js";
import type { MinerConfig } from "./options.js";

const MIB = 1024 * 1024;

/** What a storage miner brings: a folder of pieces, with room for so many bytes. @throws `storage/folder_in_use` */
export async function openStorageOffer(config: MinerConfig, { hotkey, metrics }: OfferModules): Promise<Offer> {
  const { netuid, quotaMib, ownerQuotaMib = quotaMib, maxLeaseSeconds } = config;
  const folder = config.dataFolder ?? join(homedir(), ".taostack", "miners", `${netuid}-${hotkey}`);
  const store = await storage.loadModel(folder, { quotaBytes: quotaMib * MIB, ownerQuotaBytes: ownerQuotaMib * MIB });
  const gauge = (name: string, help: string, read: () => number) => metrics.gauge({ name, help }).setBy(read);
  gauge("pieces_stored", "Pieces on the disk", () => store.total.pieces);
  gauge("pieces_stored_bytes", "Bytes of the pieces on the disk", () => store.total.bytes);
  return {
    commodity: storage.name,
    card: undefined,
    service: storage.serve(store, { maxLeaseSeconds }),
    dispose: () => store.close(),
  };
}
