import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveStorage } from "@taostack/commodities";
import { CodedError, silentLogger } from "@taostack/primitives";
import { connectNeuron, protocolError, type ServiceImplementation, startNeuronServer } from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type MinerAddress, PooledMiner } from "../src/miners/pooled-miner.js";
import { evidenceOf } from "../src/storage/evidence.js";
import { Ledger } from "../src/storage/ledger.js";
import { MAX_VISITS } from "../src/storage/ledger-state.js";
import { visitMiner } from "../src/storage/visit.js";
import { corruptEverySecond, openStorageMiner } from "./support/storage-miner.js";

const shared = { host: "127.0.0.1", netuid: 2, genesisHash: new Uint8Array(32).fill(7) };
const identity = { genesisHash: "0x07", netuid: 2, hotkey: "5Validator" };
const settings = { pieces: 5, leaseSeconds: 1000, auditTimeoutMs: 10_000, answerTimeoutMs: 20_000 };
const DAY_MS = 86_400_000;
const { signal } = new AbortController();

let now: number;
beforeEach(() => {
  now = 1_700_000_000_000;
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "validator-storage-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function connect(service: ServiceImplementation): Promise<PooledMiner> {
  const [signer, validator] = await Promise.all(["//Bob", "//Alice"].map(createKeypairFromUri));
  const server = await startNeuronServer({
    ...shared,
    port: 0,
    signer: signer!,
    authorize: () => "allow",
    services: [service],
    describe: () => ({ role: "miner" }),
    limits: { drainMs: 0 },
  });
  onTestFinished(() => server.stop());
  const address = { uid: 1, hotkey: signer!.address } as MinerAddress;
  const miner = new PooledMiner(address, {
    connect: () =>
      connectNeuron({ ...shared, port: server.port, signer: validator!, peerHotkey: signer!.address, timeoutMs: 5000 }),
    permitted: () => true,
    now: () => performance.now(),
    logger: silentLogger,
  });
  onTestFinished(() => miner.close());
  return miner;
}

async function openLedger(path: string): Promise<Ledger> {
  const ledger = await Ledger.open(path, identity, () => now);
  onTestFinished(() => ledger.close().catch(() => undefined));
  return ledger;
}

/** A miner with a store, and a validator that visits it; `random` says how its draws come out. */
async function start({ quotaBytes }: { quotaBytes?: number } = {}) {
  const folder = await temporaryFolder();
  const options = { now: () => now, ...(quotaBytes === undefined ? {} : { quotaBytes }) };
  const { store, service } = await openStorageMiner(folder, options);
  onTestFinished(() => store.close());
  const miner = await connect(service);
  const path = join(await temporaryFolder(), "ledger.log");
  const ledger = await openLedger(path);
  const modules = { ledger, random: Math.random, clock: () => now, alone: <T>(work: () => Promise<T>) => work() };
  const visit = (change: Partial<typeof modules> = {}) =>
    visitMiner(miner, settings, { ...modules, ...change }, signal);
  const pieces = () => [...ledger.of(miner.hotkey).pieces.values()];
  return { folder, store, miner, path, ledger, visit, pieces };
}

describe("a validator's visit to a storage miner", () => {
  it("puts pieces until there are enough, then audits them and fetches one", async () => {
    const { store, visit, pieces } = await start();
    expect(await visit()).toMatchObject({ passed: 0, faults: {} });
    expect(pieces()).toHaveLength(4);
    const second = await visit();
    expect(second).toMatchObject({ passed: 4, faults: {}, retrieval: { ok: true } });
    expect(pieces()).toHaveLength(5);
    expect(new Set(pieces().map(({ id }) => id)).size).toBe(5);
    // 0.9: neither another retrieval nor a turnover.
    expect(await visit({ random: () => 0.9 })).toEqual(expect.not.objectContaining({ retrieval: expect.anything() }));
    expect(store.total.pieces).toBe(5);
  });

  it("makes room for new pieces now and then", async () => {
    const { store, visit, pieces } = await start();
    for (let round = 0; round < 2; round++) await visit();
    const before = pieces().map(({ id }) => id);
    let draw = 0;
    await visit({ random: () => (draw++ % 97) / 1000 });
    const after = pieces().map(({ id }) => id);
    expect(after.filter((id) => before.includes(id))).toHaveLength(4);
    expect(after).toHaveLength(5);
    expect(store.total.pieces).toBe(5);
  });

  it("renews leases when half of them is over, and forgets those that ended", async () => {
    const { store, visit, pieces, ledger, miner } = await start();
    await visit();
    now += 300_000;
    await visit();
    expect(pieces()[0]?.expiresAtMs).toBe(1_700_001_000_000);
    now += 300_000;
    await visit();
    expect(pieces().filter(({ expiresAtMs }) => expiresAtMs === now + 1_000_000)).toHaveLength(4);
    now += 500_000;
    expect(await visit()).toMatchObject({ faults: {}, passed: 5 });
    expect(await store.collect()).toBe(0);
    now += 1_000_000;
    await ledger.tidy();
    expect(pieces()).toEqual([]);
    expect(evidenceOf(ledger, miner.hotkey, 5, now)).toMatchObject({ pieces: { held: 0, lost: 0, wanted: 5 } });
    now += 7 * DAY_MS;
    await ledger.tidy();
    expect(ledger.hotkeys()).toEqual([]);
  });

  it("finds what was dropped or corrupted, holds it against the miner, and replaces it", async () => {
    const { store, folder, visit, pieces, ledger, miner } = await start();
    for (let round = 0; round < 2; round++) await visit();
    const [dropped] = pieces();
    await store.delete((await createKeypairFromUri("//Alice")).address, Buffer.from(dropped!.id, "hex"));
    await corruptEverySecond(folder, new Set());
    const found = await visit();
    expect(found).toMatchObject({ passed: 2, faults: { missing: 1, wrong_blocks: 2 } });
    expect(pieces().filter(({ lostAtMs }) => lostAtMs === now)).toHaveLength(3);
    expect(evidenceOf(ledger, miner.hotkey, 5, now).pieces).toEqual({ held: 8, lost: 3, wanted: 5 });
    expect(store.total.pieces).toBe(5);
    expect(await visit()).toMatchObject({ passed: 5, faults: {} });
  });

  it("does not blame a miner that is full, or that it could not ask", async () => {
    const { visit, pieces, ledger, miner } = await start({ quotaBytes: 1_100_000 });
    for (let round = 0; round < 3; round++) expect(await visit()).toMatchObject({ faults: {} });
    expect(pieces().length).toBeLessThan(5);
    const visits = ledger.of(miner.hotkey).visits.length;
    miner.close();
    expect(await visit()).toBeUndefined();
    expect(ledger.of(miner.hotkey).visits).toHaveLength(visits);
  });

  it("counts as failed what is not answered, and loses nothing by it", async () => {
    const { store, ledger } = await start();
    const busy = () => Promise.reject(protocolError("protocol/resource_exhausted", "busy"));
    const { handlers, ...service } = serveStorage(store);
    const miner = await connect({ ...service, handlers: { ...handlers, stats: busy } });
    const modules = { ledger, random: Math.random, clock: () => now, alone: <T>(work: () => Promise<T>) => work() };
    const visit = () => visitMiner(miner, settings, modules, signal);
    expect(await visit()).toMatchObject({ passed: 0, faults: { unreachable: 1 } });
    await ledger.keep({ hotkey: miner.hotkey, id: "00".repeat(32), bytes: 1, expiresAtMs: now + 1_000_000 });
    expect(await visit()).toMatchObject({ passed: 0, faults: { unreachable: 1 } });
    expect([...ledger.of(miner.hotkey).pieces.values()][0]).not.toHaveProperty("lostAtMs");
  });

  it("leaves a miner's own trouble to the miner, and the validator's to the validator", async () => {
    const { ledger } = await start();
    const miner = {
      hotkey: "5Miner",
      call: () => Promise.reject(new CodedError({ code: "validator/miner_excused" }, "no permit")),
    } as unknown as PooledMiner;
    const modules = { ledger, random: Math.random, clock: () => now, alone: <T>(work: () => Promise<T>) => work() };
    expect(await visitMiner(miner, settings, modules, signal)).toBeUndefined();
    expect(ledger.hotkeys()).toEqual([]);
  });
});

describe("the ledger of a storage validator", () => {
  const piece = (index: number) => ({
    hotkey: "5Miner",
    id: index.toString(16).padStart(64, "0"),
    bytes: 1000,
    expiresAtMs: now + 1_000_000,
  });
  const visit = (index: number) => ({ hotkey: "5Miner", atMs: now + index, passed: 1, faults: {} });

  it("has after a crash what it had acknowledged, and no more than its bound", async () => {
    const path = join(await temporaryFolder(), "ledger.log");
    const ledger = await openLedger(path);
    for (let index = 0; index < 10; index++) await ledger.keep(piece(index));
    await ledger.drop(piece(0));
    await ledger.keep({ ...piece(1), lostAtMs: now });
    await Promise.all(Array.from({ length: MAX_VISITS + 50 }, (_, index) => ledger.visited(visit(index))));
    // As a process leaves it that was killed while it wrote.
    await appendFile(path, Buffer.from([0, 0, 0, 90, 1, 2, 3]));
    const again = await openLedger(path);
    expect(again.of("5Miner")).toEqual(ledger.of("5Miner"));
    expect(again.of("5Miner").pieces.size).toBe(9);
    expect(again.of("5Miner").visits).toHaveLength(MAX_VISITS);
    now += 3 * DAY_MS;
    await again.tidy();
    expect(again.of("5Miner").pieces.size).toBe(0);
  });

  it("is written anew when most of it is history", async () => {
    const path = join(await temporaryFolder(), "ledger.log");
    const ledger = await openLedger(path);
    await ledger.keep(piece(0));
    await Promise.all(Array.from({ length: 3000 }, (_, index) => ledger.visited(visit(index))));
    await ledger.tidy();
    await ledger.keep(piece(1));
    await ledger.close();
    const again = await openLedger(path);
    expect(again.of("5Miner").pieces.size).toBe(2);
    expect(again.of("5Miner").visits.at(-1)).toEqual(visit(2999));
  });

  it("forgets the miners not visited for longest when there are too many", async () => {
    const ledger = await openLedger(join(await temporaryFolder(), "ledger.log"));
    const visits = Array.from({ length: 1030 }, (_, index) => ({ ...visit(index), hotkey: `5Miner${index}` }));
    await Promise.all(visits.map((each) => ledger.visited(each)));
    await ledger.tidy();
    expect(ledger.hotkeys()).toHaveLength(1024);
    expect(ledger.hotkeys()).not.toContain("5Miner5");
    expect(ledger.hotkeys()).toContain("5Miner6");
  });

  it("begins anew on another chain, subnet or hotkey", async () => {
    const path = join(await temporaryFolder(), "ledger.log");
    const ledger = await openLedger(path);
    await ledger.keep(piece(0));
    await ledger.close();
    const other = await Ledger.open(path, { ...identity, netuid: 3 }, () => now);
    expect(other.hotkeys()).toEqual([]);
    await other.close();
    const old = await Ledger.open(`${path}.old`, identity, () => now);
    expect(old.of("5Miner").pieces.size).toBe(1);
    await old.close();
  });
});
