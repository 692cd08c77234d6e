import { implementService, type ServiceImplementation, StorageService } from "@taostack/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  auditMiner,
  createStorageChallenge,
  createStoragePeer,
  pieceId,
  StorageClient,
  type StorageMiner,
  seededBytes,
  serveStorage,
  storage,
} from "../../src/index.js";
import { serveMarket } from "../support/over-channel.js";
import { coded, collect, openStore } from "./support/miners.js";

async function connect(service: ServiceImplementation, name: string, timeoutMs = 20_000): Promise<StorageMiner> {
  const { server, hotkey, connect: connectAs } = await serveMarket(service, { uri: name, limits: { drainMs: 100 } });
  onTestFinished(() => server.stop());
  const channel = await connectAs("//Alice");
  onTestFinished(() => channel.close());
  return { hotkey, coldkey: name, host: name, peer: createStoragePeer(channel, { timeoutMs }) };
}

describe("storage over authenticated channels", () => {
  it("keeps a file with five miners, two of which go", async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore()));
    const miners = await Promise.all(stores.map((store, index) => connect(serveStorage(store), `//Miner${index}`)));
    const client = new StorageClient({ k: 3, n: 5, chunkBytes: 1024 * 1024 }, { miners });
    const file = seededBytes("file", 2_500_000);
    await client.put("file", [file]);
    await Promise.all(stores.slice(0, 2).map((store) => store.close()));
    expect((await collect(client.get("file", { start: 1_000_000 }))).equals(file.subarray(1_000_000))).toBe(true);
  });

  it("judges an honest miner and one that lost the piece", async () => {
    const store = await openStore();
    const { peer } = await connect(storage.serve(store), "//Bob");
    const { request, check } = createStorageChallenge(5);
    await peer.put(request.put.id, request.put.data, request.put.leaseSeconds);
    const ask = async () => ({ request, check, answer: await peer.audit(request.audit) });
    expect((await storage.verifyAnswer(undefined, await ask())).total).toBe(1);
    expect(
      (await storage.verifyAnswer(undefined, { ...(await ask()), timing: { ms: 900, allowedMs: 500 } })).total,
    ).toBe(0);
    expect((await auditMiner(peer, [check]))[0]).not.toHaveProperty("fault");
    expect(await peer.stats()).toMatchObject({ pieces: 1 });
    const [end, none] = await peer.renew([check.id, new Uint8Array(32)], 2 * 86_400);
    expect(end).toBeGreaterThan(Date.now() + 1.9 * 86_400_000);
    expect(none).toBeUndefined();
    expect(await peer.delete([check.id])).toBe(1);
    const score = await storage.verifyAnswer(undefined, await ask());
    expect(score).toMatchObject({ total: 0, explanation: expect.stringContaining("missing") });
  });

  it("ends with its deadline at a miner that hangs, and refuses streams that are too short or too long", async () => {
    const piece = seededBytes("piece", 1000);
    const hang = () => new Promise<never>(() => undefined);
    const sent: Uint8Array[] = [];
    const service = implementService(StorageService, {
      put: hang,
      renew: async () => ({ expiresAtSeconds: [1] }),
      audit: hang,
      delete: hang,
      list: hang,
      stats: hang,
      async *get() {
        for (const data of sent) yield { data };
        if (sent.length === 0) await hang();
      },
    });
    const { peer } = await connect(service, "//Bob", 300);
    await expect(peer.put(pieceId(piece), piece, 1)).rejects.toEqual(coded("protocol/deadline_exceeded"));
    await expect(peer.get(pieceId(piece), 1000)).rejects.toEqual(coded("protocol/deadline_exceeded"));
    await expect(peer.renew([piece, piece], 1)).rejects.toEqual(coded("protocol/data_loss"));
    const [outcome] = await auditMiner(peer, [{ id: pieceId(piece), bytes: 1000 }], { baseMs: 50 });
    expect(outcome).toMatchObject({ fault: "unreachable" });
    for (const parts of [[piece.subarray(1)], [piece, piece], [piece, new Uint8Array(0)]]) {
      sent.splice(0, sent.length, ...parts);
      await expect(peer.get(pieceId(piece), 1000)).rejects.toEqual(coded("protocol/data_loss"));
    }
  });
});
