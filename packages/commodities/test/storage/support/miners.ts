import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditRequest, CallContext } from "@taostack/protocol";
import { expect, onTestFinished } from "vitest";
import {
  PieceStore,
  type PieceStoreOptions,
  type StorageLimits,
  type StorageMiner,
  type StoragePeer,
  serveStorage,
} from "../../../src/index.js";

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "taostack-storage-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openStore(options: PieceStoreOptions = {}, folder?: string): Promise<PieceStore> {
  const store = await PieceStore.open(folder ?? (await temporaryFolder()), { maintenanceMs: 0, ...options });
  onTestFinished(() => store.close());
  return store;
}

export const owner = "5Owner";

/** Calls a store's handlers as the server would, for one caller. */
export function handlersOf(store: PieceStore, limits: Partial<StorageLimits> = {}, hotkey = owner) {
  const { handlers } = serveStorage(store, limits);
  const context: CallContext = {
    peer: { hotkey },
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 60_000,
  };
  return {
    call: (name: string, request: unknown) => handlers[name]!(request, context) as Promise<never>,
    async stream(name: string, request: unknown): Promise<Buffer> {
      const parts: Uint8Array[] = [];
      const messages = handlers[name]!(request, context) as AsyncIterable<{ readonly data: Uint8Array }>;
      for await (const { data } of messages) parts.push(data);
      return Buffer.concat(parts);
    },
  };
}

/** A miner in this process, without a wire; `faults` replaces what it does. */
export interface TestMiner extends StorageMiner {
  readonly store: PieceStore;
  faults: Partial<StoragePeer>;
}

export async function startMiner(index: number): Promise<TestMiner> {
  const store = await openStore();
  const { call, stream } = handlersOf(store);
  const honest: StoragePeer = {
    put: async (id, data, leaseSeconds) => void (await call("put", { id, data, leaseSeconds })),
    renew: async (ids, leaseSeconds) => {
      const { expiresAtSeconds } = (await call("renew", { ids, leaseSeconds })) as { expiresAtSeconds: number[] };
      return expiresAtSeconds.map((seconds) => (seconds > 0 ? seconds * 1000 : undefined));
    },
    get: (id) => stream("get", { id, offset: 0, length: 0 }),
    audit: (request: AuditRequest) => call("audit", request),
    delete: async (ids) => ((await call("delete", { ids })) as { deleted: number }).deleted,
    stats: () => call("stats", {}),
  };
  const faults: Partial<StoragePeer> = {};
  const miner: TestMiner = {
    hotkey: `hot${index}`,
    coldkey: `cold${index}`,
    host: `host${index}`,
    store,
    faults,
    peer: honest,
  };
  const peer = new Proxy(honest, {
    get: (target, name: keyof StoragePeer) => miner.faults[name] ?? target[name],
  });
  return Object.assign(miner, { peer });
}

export const startMiners = (count: number): Promise<TestMiner[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => startMiner(index)));

export const coded = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });

export async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
