// Puts pieces into the store of the folder given, as fast as it can, and prints the id of each that is acknowledged, until killed.
import { writeSync } from "node:fs";
import { PieceStore, pieceId, seededBytes } from "@taostack/commodities";

const [folder, run] = process.argv.slice(2);
const store = await PieceStore.open(folder, { maintenanceMs: 0 });
const write = async (worker) => {
  for (let index = 0; ; index++) {
    const piece = seededBytes(`${run}/${worker}/${index}`, 5_000 + 997 * worker);
    const id = pieceId(piece);
    await store.put("owner", id, piece, Date.now() + 3_600_000);
    // Every fifth goes again, so that deletions are cut short too.
    if (index % 5 === 4) await store.delete("owner", id);
    else writeSync(1, `${Buffer.from(id).toString("hex")}\n`);
  }
};
await Promise.all([0, 1, 2, 3].map(write));
