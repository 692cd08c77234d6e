import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkObjectName,
  createFileCatalog,
  parseManifest,
  pickDistinct,
  piecesByMiner,
  StorageClient,
  type StorageMiner,
  seededBytes,
  type Transfer,
} from "../../src/index.js";
import { coded, collect, startMiners, type TestMiner, temporaryFolder } from "./support/miners.js";

const options = { k: 4, n: 10, chunkBytes: 8192, pieceTimeoutMs: 20_000, threads: 0 };
const file = seededBytes("file", 50_001);

const start = async (count = 10, more: object = {}) => {
  const miners = await startMiners(count);
  const transfers: Transfer[] = [];
  const client = new StorageClient({ ...options, ...more }, { miners, onTransfer: (one) => transfers.push(one) });
  return { miners, client, transfers };
};
const hang = () => new Promise<never>(() => undefined);
const fail = () => Promise.reject(new Error("gone"));
const vanish = (miner: TestMiner) => {
  miner.faults = { get: fail, put: fail, audit: fail, delete: fail, renew: fail };
};

describe("the client of storage", () => {
  it("gives files back, whole and in ranges, with any n − k miners gone", async () => {
    const { miners, client } = await start();
    await client.put("a/file", [file]);
    expect((await collect(client.get("a/file"))).equals(file)).toBe(true);
    for (const index of [0, 2, 3, 5, 7, 9]) vanish(miners[index]!);
    expect((await collect(client.get("a/file"))).equals(file)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length), fc.nat(file.length), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const part = await collect(client.get("a/file", { start, end }));
        expect(part.equals(file.subarray(start, end))).toBe(true);
      }),
      { numRuns: 30 },
    );
    vanish(miners[1]!);
    await expect(collect(client.get("a/file"))).rejects.toEqual(coded("storage/too_few_pieces"));
  });

  it("touches only the chunks of the range", async () => {
    const { client, transfers } = await start();
    await client.put("file", [file]);
    transfers.length = 0;
    await collect(client.get("file", { start: 8192, end: 8193 }));
    expect(transfers.filter(({ direction, fault }) => direction === "get" && !fault)).toHaveLength(4);
    await expect(collect(client.get("file", { start: 0, end: file.length + 1 }))).rejects.toEqual(
      coded("storage/invalid_argument"),
    );
    await expect(collect(client.get("file", { start: 5, end: 4 }))).rejects.toEqual(coded("storage/invalid_argument"));
  });

  it("keeps empty files and any way of cutting a source", async () => {
    const { client } = await start(4, { k: 2, n: 4 });
    await client.put("empty", []);
    expect((await collect(client.get("empty"))).length).toBe(0);
    await client.put(
      "bits",
      Array.from({ length: 40 }, (_, at) => file.subarray(at * 500, (at + 1) * 500)),
    );
    expect((await collect(client.get("bits"))).equals(file.subarray(0, 20_000))).toBe(true);
    expect(await client.list()).toEqual(["bits", "empty"]);
    expect(await client.list("e")).toEqual(["empty"]);
  });

  it("replaces, deletes and lists; miners keep nothing of what is deleted", async () => {
    const { miners, client } = await start();
    await client.put("file", [file]);
    await client.put("file", [file.subarray(0, 100)]);
    expect((await collect(client.get("file"))).equals(file.subarray(0, 100))).toBe(true);
    expect(miners.every(({ store }) => store.usageOf("5Owner").pieces === 1)).toBe(true);
    expect(await client.delete("file")).toBe(true);
    expect(await client.delete("file")).toBe(false);
    expect(miners.every(({ store }) => store.usageOf("5Owner").pieces === 0)).toBe(true);
    await expect(collect(client.get("file"))).rejects.toEqual(coded("storage/not_found"));
  });

  it("passes over miners that corrupt, cut or hang, and says which they were", async () => {
    const { miners, client, transfers } = await start();
    await client.put("file", [file]);
    const [liar, cutter, hanging] = miners;
    const honest = liar!.peer.get;
    liar!.faults = {
      get: async (id, bytes) => {
        const piece = await honest(id, bytes);
        piece[7]! ^= 1;
        return piece;
      },
    };
    cutter!.faults = { get: async () => Promise.reject(new Error("cut short")) };
    hanging!.faults = { get: hang };
    transfers.length = 0;
    for (let turn = 0; turn < 3; turn++) expect((await collect(client.get("file"))).equals(file)).toBe(true);
    const accused = new Set(transfers.flatMap(({ hotkey, fault }) => (fault === "corrupt" ? [hotkey] : [])));
    expect([...accused].every((hotkey) => hotkey === liar!.hotkey)).toBe(true);
    const failed = new Set(transfers.flatMap(({ hotkey, fault }) => (fault === "failed" ? [hotkey] : [])));
    expect([...failed].every((hotkey) => hotkey === cutter!.hotkey || hotkey === hanging!.hotkey)).toBe(true);
  });

  it("stores with another miner where one fails, and takes all back where too few are left", async () => {
    const { miners, client } = await start(12, { pieceTimeoutMs: 4_000 });
    vanish(miners[3]!);
    miners[4]!.faults = { put: hang };
    const { chunks } = await client.put("file", [file]);
    expect(chunks.every(({ pieces }) => pieces.length === 10)).toBe(true);
    for (const miner of miners.slice(0, 6)) miner.faults = { ...miner.faults, put: fail };
    await expect(client.put("other", [file])).rejects.toEqual(coded("storage/too_few_pieces"));
    await client.delete("file");
    const kept = miners.filter((_, index) => index !== 3).map(({ store }) => store.usageOf("5Owner").pieces);
    expect(kept.every((pieces) => pieces === 0)).toBe(true);
  });

  it("makes lost pieces anew, with owners that hold none", async () => {
    const { miners, client } = await start(13);
    const before = await client.put("file", [file]);
    const holders = [...piecesByMiner(before).keys()];
    for (const miner of miners.filter(({ hotkey }) => holders.slice(0, 3).includes(hotkey))) vanish(miner);
    const report = await client.repair("file");
    expect(report).toEqual({ lost: 3 * before.chunks.length, restored: 3 * before.chunks.length, fewestPieces: 10 });
    for (const { pieces } of (await client.manifest("file")).chunks) {
      expect(new Set(pieces.map(({ hotkey }) => hotkey)).size).toBe(10);
    }
    // Three new holders and one of the old ones are enough; then nothing is left to spare.
    const old = miners.filter(({ hotkey }) => holders.slice(3).includes(hotkey));
    for (const miner of old.slice(0, 6)) vanish(miner);
    expect((await collect(client.get("file"))).equals(file)).toBe(true);
  });

  it("prepares long files in threads, which end with the put", async () => {
    const threads = () => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;
    const before = threads();
    const { miners, client } = await start(12, { threads: 2 });
    vanish(miners[3]!);
    let during = 0;
    async function* source() {
      for (let at = 0; at < file.length; at += 8192) {
        during = Math.max(during, threads());
        yield file.subarray(at, at + 8192);
      }
    }
    const { chunks } = await client.put("file", source());
    expect(during).toBeGreaterThan(before);
    expect(chunks.map(({ bytes }) => bytes)).toEqual([...Array(6).fill(8192), 50_001 - 6 * 8192]);
    expect(chunks.every(({ pieces }) => pieces.length === 10)).toBe(true);
    // Miners that a failed one's pieces went to have them sealed for themselves.
    expect((await collect(client.get("file"))).equals(file)).toBe(true);
    for (const miner of miners) miner.faults = { put: fail };
    await expect(client.put("other", [file])).rejects.toEqual(coded("storage/too_few_pieces"));
    expect(threads()).toBe(before);
  });

  it("renews leases without the bytes, and not when too few pieces are left", async () => {
    let now = 1_000_000;
    const { miners, client, transfers } = await start(10, { leaseSeconds: 100, now: () => now });
    await client.put("file", [file]);
    transfers.length = 0;
    vanish(miners[0]!);
    const before = miners[1]!.store.list("5Owner", new Uint8Array(0), 1)[0]!.expiresAtMs;
    now += 50_000;
    const report = await client.renew("file", { leaseSeconds: 3600 });
    expect(report).toEqual({ renewed: 63, missed: 7, fewestPieces: 9 });
    expect(transfers).toEqual([]);
    expect((await client.manifest("file")).expiresAtMs).toBe(1_050_000 + 3_600_000);
    expect(miners[1]!.store.list("5Owner", new Uint8Array(0), 1)[0]!.expiresAtMs).toBeGreaterThan(before + 3_400_000);
    expect((await client.renew("file")).renewed).toBe(63);
    expect((await client.manifest("file")).expiresAtMs).toBe(1_050_000 + 3_600_000);
    for (const miner of miners.slice(0, 4)) miner.faults = { renew: fail };
    await expect(client.renew("file")).rejects.toEqual(coded("storage/too_few_pieces"));
    await expect(client.renew("none")).rejects.toEqual(coded("storage/not_found"));
  });

  it("waits for its miners: the source is not read ahead", async () => {
    const { miners, client } = await start();
    let read = 0;
    async function* source() {
      for (; read < 100; read++) yield file.subarray(0, 8192);
    }
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const honest = miners[0]!.peer.put;
    miners[0]!.faults = { put: (...all) => gate.then(() => honest(...all)) };
    const done = new StorageClient(options, { miners }).put("slow", source());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(read).toBeLessThan(6);
    release();
    expect((await done).bytes).toBe(819_200);
    await client.delete("slow");
  });

  it("stops when it is told to", async () => {
    const { miners, client } = await start();
    for (const miner of miners) miner.faults = { put: hang };
    const caller = new AbortController();
    const put = client.put("file", [file], { signal: caller.signal });
    caller.abort(new Error("enough"));
    await expect(put).rejects.toThrow("enough");
  });
});

describe("placement", () => {
  const miner = (index: number, coldkey: string, host: string): StorageMiner =>
    ({ hotkey: `hot${index}`, coldkey, host, peer: undefined }) as unknown as StorageMiner;

  it("never takes two miners of one owner or one host", async () => {
    const miners = [miner(0, "a", "1"), miner(1, "a", "2"), miner(2, "b", "2"), miner(3, "c", "1"), miner(4, "d", "3")];
    expect(pickDistinct(miners, 5).map(({ hotkey }) => hotkey)).toEqual(["hot0", "hot2", "hot4"]);
    const client = new StorageClient({ k: 2, n: 4 }, { miners: miners.slice(0, 2) });
    await expect(client.put("x", [file])).rejects.toEqual(coded("storage/too_few_owners"));
  });
});

describe("names, manifests and options", () => {
  it.each([
    "",
    "/etc/passwd",
    "../x",
    "a/../b",
    "a//b",
    "a/",
    ".",
    "a/./b",
    "C:\\x",
    "c:x",
    "a\\b",
    "a\0b",
    "x\u202e",
    "\ud800",
    "a".repeat(513),
  ])("refuses the name %j", async (name) => {
    expect(() => checkObjectName(name)).toThrow(coded("storage/invalid_name"));
    const { client } = await start(0);
    await expect(client.put(name, [])).rejects.toEqual(coded("storage/invalid_name"));
    await expect(client.delete(name)).rejects.toEqual(coded("storage/invalid_name"));
  });

  it("takes names that people use", () => {
    for (const name of ["a", "photos/2026/cat.png", "Übersicht — 1.pdf", "..hidden", "a..b/c"]) {
      expect(checkObjectName(name)).toBe(name);
    }
  });

  it("keeps manifests on disk, and refuses those that contradict themselves", async () => {
    const miners = await startMiners(10);
    const folder = await temporaryFolder();
    const manifest = await new StorageClient(options, { miners, catalog: await createFileCatalog(folder) }).put("x/y", [
      file,
    ]);
    const again = new StorageClient(options, { miners, catalog: await createFileCatalog(folder) });
    expect((await collect(again.get("x/y"))).equals(file)).toBe(true);
    expect(await again.list("x/")).toEqual(["x/y"]);
    const changed = [{ bytes: 1 }, { k: 11 }, { secret: "00" }, { chunks: [] }, { version: 2 }, { chunkBytes: 1 }];
    for (const change of changed) {
      expect(() => parseManifest(JSON.stringify({ ...manifest, ...change }))).toThrow(
        coded("storage/invalid_argument"),
      );
    }
    for (const json of ["", "null", "[]", "{}"]) {
      expect(() => parseManifest(json)).toThrow(coded("storage/invalid_argument"));
    }
    expect(() => parseManifest(JSON.stringify({ ...manifest, name: "../x" }))).toThrow(coded("storage/invalid_name"));
    expect(await again.delete("x/y")).toBe(true);
    expect(await again.list()).toEqual([]);
  });

  it("refuses options out of bounds", () => {
    for (const wrong of [
      { k: 0 },
      { k: 11 },
      { n: 257 },
      { chunkBytes: 10 },
      { concurrency: 0 },
      { minPieces: 3 },
      { leaseSeconds: 0.5 },
    ]) {
      expect(() => new StorageClient({ ...wrong }, { miners: [] })).toThrow(coded("storage/invalid_argument"));
    }
  });
});
