import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PieceStore, pieceId, seededBytes } from "../../src/index.js";
import { coded, openStore, owner, temporaryFolder } from "./support/miners.js";

const piece = (seed: string, bytes = 4000) => {
  const data = seededBytes(seed, bytes);
  return { id: pieceId(data), data };
};
const later = () => Date.now() + 60_000;

async function filesOf(folder: string): Promise<string[]> {
  const all = await readdir(join(folder, "pieces"), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("a miner's store", () => {
  it("keeps pieces over a restart, each owner's by itself", async () => {
    const folder = await temporaryFolder();
    const store = await PieceStore.open(folder, { maintenanceMs: 0 });
    const { id, data } = piece("a");
    await store.put(owner, id, data, later());
    await store.put("other", id, data, later());
    expect(await store.delete("other", id)).toBe(true);
    expect(await store.delete("nobody", id)).toBe(false);
    await store.close();
    const again = await openStore({}, folder);
    expect(Buffer.from(await again.read(again.find(owner, id)!)).equals(data)).toBe(true);
    expect(again.find("other", id)).toBeUndefined();
    expect(await filesOf(folder)).toHaveLength(1);
    await again.close();
    await expect(again.put(owner, id, data, later())).rejects.toEqual(coded("storage/closed"));
  });

  it("keeps large pieces of any length, many at once, and puts them anew where they are", async () => {
    const folder = await temporaryFolder();
    const store = await PieceStore.open(folder, { maintenanceMs: 0 });
    const lengths = [65_535, 65_536, 65_537, 100_003, 262_144, 300_000, 1_048_580];
    const pieces = lengths.map((bytes) => piece("large", bytes));
    const putAll = () => Promise.all(pieces.map(({ id, data }) => store.put(owner, id, data, later())));
    await putAll();
    const [flipped] = await filesOf(folder);
    await writeFile(flipped!, Buffer.alloc(5));
    await putAll();
    for (const { id, data } of [...pieces].reverse()) await store.put("other", id, data, later());
    await store.close();
    const again = await openStore({}, folder);
    for (const { id, data } of pieces) {
      for (const who of [owner, "other"]) {
        const stored = again.find(who, id)!;
        expect(Buffer.from(await again.read(stored)).equals(data)).toBe(true);
        expect(Buffer.from(await again.read(stored, 60_000, 10_000)).equals(data.subarray(60_000, 70_000))).toBe(true);
      }
    }
    expect(await again.scrub()).toEqual([]);
    expect(await filesOf(folder)).toHaveLength(2 * lengths.length);
  });

  it("refuses bytes that are not the id's, and what passes a quota, also when many come at once", async () => {
    const store = await openStore({ quotaBytes: 10_000, ownerQuotaBytes: 9_000, maxPieces: 3 });
    const pieces = ["a", "b", "c", "d"].map((seed) => piece(seed));
    await expect(store.put(owner, pieces[0]!.id, pieces[1]!.data, later())).rejects.toEqual(
      coded("storage/corrupt_piece"),
    );
    const puts = await Promise.allSettled(pieces.map(({ id, data }) => store.put(owner, id, data, later())));
    expect(puts.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const put of puts) {
      if (put.status === "rejected") expect(put.reason).toEqual(coded("storage/quota_exceeded"));
    }
    expect(store.freeBytes(owner)).toBe(1000);
    expect(store.freeBytes("other")).toBe(2000);
    const small = [piece("s", 10), piece("t", 10)];
    await store.put(owner, small[0]!.id, small[0]!.data, later());
    await expect(store.put(owner, small[1]!.id, small[1]!.data, later())).rejects.toEqual(
      coded("storage/quota_exceeded"),
    );
    await store.delete(owner, small[0]!.id);
    await store.put(owner, small[1]!.id, small[1]!.data, later());
  });

  it("lets leases end, renews them, and collects what is over", async () => {
    let now = 1_000_000;
    const store = await openStore({ now: () => now });
    const [a, b] = [piece("a"), piece("b")];
    await store.put(owner, a.id, a.data, now + 1000);
    await store.put(owner, b.id, b.data, now + 1000);
    await store.put(owner, b.id, b.data, now + 5000);
    await store.put(owner, b.id, b.data, now + 2000);
    now += 4000;
    expect(store.find(owner, a.id)).toBeUndefined();
    expect(store.find(owner, b.id)?.expiresAtMs).toBe(1_005_000);
    expect(store.list(owner, new Uint8Array(0), 10)).toHaveLength(1);
    expect(await store.collect()).toBe(1);
    expect(store.usageOf(owner)).toEqual({ pieces: 1, bytes: 4000 });
  });

  it("finds by its scrub what the disk has changed, cut or lost, a part at a time", async () => {
    const folder = await temporaryFolder();
    const store = await openStore({}, folder);
    for (let index = 0; index < 12; index++) {
      const { id, data } = piece(`${index}`);
      await store.put(owner, id, data, later());
    }
    const [flipped, cut] = await filesOf(folder);
    const bytes = await readFile(flipped!);
    bytes[1234]! ^= 1;
    await writeFile(flipped!, bytes);
    await writeFile(cut!, bytes.subarray(0, 100));
    const lost = [...(await store.scrub(5)), ...(await store.scrub(5)), ...(await store.scrub(5))];
    expect(lost).toHaveLength(2);
    expect(store.usageOf(owner).pieces).toBe(10);
    expect(await store.scrub()).toEqual([]);
  });

  it("opens with a torn, a flipped or a foreign end of its log, and keeps what stands before", async () => {
    for (const tail of [Buffer.from([0, 0, 0, 200, 1]), Buffer.alloc(64, 0xff), Buffer.alloc(8)]) {
      const folder = await temporaryFolder();
      const store = await PieceStore.open(folder, { maintenanceMs: 0 });
      const [a, b] = [piece("a"), piece("b")];
      await store.put(owner, a.id, a.data, later());
      await store.close();
      await appendFile(join(folder, "index.log"), tail);
      const again = await PieceStore.open(folder, { maintenanceMs: 0 });
      await again.put(owner, b.id, b.data, later());
      await again.close();
      const last = await openStore({}, folder);
      expect(last.usageOf(owner).pieces).toBe(2);
    }
  });

  it("loses one entry, not those behind it, to a damaged spot in its log", async () => {
    const folder = await temporaryFolder();
    const store = await PieceStore.open(folder, { maintenanceMs: 0 });
    for (const seed of ["a", "b", "c"]) await store.put(owner, piece(seed).id, piece(seed).data, later());
    await store.close();
    const log = await readFile(join(folder, "index.log"));
    log[log.length >> 1]! ^= 1;
    await writeFile(join(folder, "index.log"), log);
    const again = await openStore({}, folder);
    expect(["a", "b", "c"].map((seed) => again.find(owner, piece(seed).id) !== undefined)).toEqual([true, false, true]);
  });

  it("writes its log anew when most of it is history, and loses nothing that comes meanwhile", async () => {
    const folder = await temporaryFolder();
    const store = await PieceStore.open(folder, { maintenanceMs: 0 });
    const { id, data } = piece("a", 10);
    for (let index = 0; index < 1100; index++) await store.put(owner, id, data, later() + index);
    const before = (await readFile(join(folder, "index.log"))).length;
    const other = piece("b");
    await Promise.all([store.compact(), store.put(owner, other.id, other.data, later())]);
    expect((await readFile(join(folder, "index.log"))).length).toBeLessThan(before / 100);
    await store.close();
    expect((await openStore({}, folder)).usageOf(owner).pieces).toBe(2);
  }, 120_000);

  it("keeps a second process away, and takes over from one that was killed", async () => {
    const folder = await temporaryFolder();
    const store = await PieceStore.open(folder, { maintenanceMs: 0 });
    await expect(PieceStore.open(folder)).rejects.toEqual(coded("storage/folder_in_use"));
    await store.close();
    const lock = join(folder, "lock");
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    await writeFile(lock, `${other.pid}`);
    await expect(PieceStore.open(folder)).rejects.toEqual(coded("storage/folder_in_use"));
    other.kill("SIGKILL");
    await once(other, "close");
    for (const left of [`${other.pid}`, `${process.pid}`, "", "nonsense"]) {
      await writeFile(lock, left);
      await (await PieceStore.open(folder, { maintenanceMs: 0 })).close();
    }
    await expect(readFile(lock)).rejects.toThrow("ENOENT");
  });

  it("has every piece that it acknowledged after kill -9, five times over", async () => {
    const folder = await temporaryFolder();
    const acknowledged = new Set<string>();
    for (let run = 0; run < 5; run++) {
      const script = fileURLToPath(new URL("support/writer.mjs", import.meta.url));
      const child = spawn(process.execPath, [script, folder, `${run}`], { stdio: ["ignore", "pipe", "inherit"] });
      let printed = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (printed.length > 65 * (20 + 13 * run)) child.kill("SIGKILL");
      });
      await once(child, "close");
      const lines = printed.split("\n");
      for (const line of lines.slice(0, -1)) acknowledged.add(line);
    }
    const store = await openStore({}, folder);
    expect(acknowledged.size).toBeGreaterThan(100);
    for (const id of acknowledged) {
      const stored = store.find("owner", Buffer.from(id, "hex"));
      expect(stored).toBeDefined();
      expect(Buffer.from(pieceId(await store.read(stored!))).toString("hex")).toBe(id);
    }
    expect(await store.scrub()).toEqual([]);
    // Nothing half-written is left: as many files as pieces.
    expect(await filesOf(folder)).toHaveLength(store.usageOf("owner").pieces);
  }, 120_000);
});
