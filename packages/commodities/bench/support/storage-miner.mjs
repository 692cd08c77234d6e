// One storage miner as a process of its own. Arguments: folder, development uri. Tells its port, then its CPU time whenever asked.
import { PieceStore, serveStorage } from "@taostack/commodities";
import { startNeuronServer } from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";

const [folder, uri] = process.argv.slice(2);
const store = await PieceStore.open(folder);
const server = await startNeuronServer({
  host: "127.0.0.1",
  port: 0,
  genesisHash: new Uint8Array(32),
  netuid: 1,
  signer: await createKeypairFromUri(uri),
  services: [serveStorage(store)],
  authorize: () => "allow",
  describe: () => ({}),
});
process.on("message", () => process.send({ cpu: process.cpuUsage(), bytes: process.memoryUsage().rss }));
process.once("disconnect", async () => {
  await server.stop();
  await store.close();
});
process.send({ port: server.port });
