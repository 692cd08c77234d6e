import { randomBytes } from "node:crypto";
import type { AuditRoundOptions } from "../audit-round.js";
import { ErasureCode } from "../erasure.js";
import { storageError } from "../errors.js";
import { type Catalog, createMemoryCatalog } from "./catalog.js";
import { type Chunk, cutIntoChunks, mapInOrder } from "./chunks.js";
import { fetchChunk } from "./fetch-chunk.js";
import type { Manifest, ManifestChunk, PiecePlace } from "./manifest.js";
import { MinerPool } from "./miner-pool.js";
import { checkObjectName } from "./names.js";
import { placeObject, rankMiners, type StorageMiner } from "./placement.js";
import { idOf, pagesOf, placesByMiner } from "./places-by-miner.js";
import { createPreparer } from "./prepare/preparer.js";
import { SlotPool } from "./prepare/slot.js";
import { type RenewReport, renewObject } from "./renew.js";
import { type RepairReport, repairObject } from "./repair.js";
import { type StorageClientOptions, type StorageClientSettings, storageClientSettings } from "./settings.js";
import { type StoreContext, storeChunk } from "./store-chunk.js";
import { type OnTransfer, sharedSignal } from "./transfer.js";

export interface StorageClientModules {
  readonly miners: readonly StorageMiner[];
  /** In memory unless given. */
  readonly catalog?: Catalog;
  readonly onTransfer?: OnTransfer;
}

export interface GetOptions {
  /** First byte. */
  readonly start?: number;
  /** Byte after the last. */
  readonly end?: number;
  readonly signal?: AbortSignal;
}

export interface SignalOption {
  readonly signal?: AbortSignal;
}

export interface RenewOptions extends SignalOption {
  /** As long as for new objects unless given. */
  readonly leaseSeconds?: number;
}

/** Keeps files with miners that it does not trust: encrypted, coded so that any k of n pieces give them back, sealed for each miner. */
export class StorageClient {
  readonly #settings: StorageClientSettings;
  readonly #pool: MinerPool;
  readonly #catalog: Catalog;

  /** @throws `storage/invalid_argument` */
  constructor(options: StorageClientOptions, { miners, catalog, onTransfer }: StorageClientModules) {
    this.#settings = storageClientSettings(options);
    this.#pool = new MinerPool(miners, this.#settings.pieceTimeoutMs, onTransfer ?? (() => undefined));
    this.#catalog = catalog ?? createMemoryCatalog();
  }

  /**
   * Stores a file of any length in constant memory: the source is read as fast as miners take it. An object of the same name is replaced
   * once the new one is complete; a put that fails takes its pieces back.
   * @throws `storage/invalid_name`, `storage/too_few_owners`, `storage/too_few_pieces`
   */
  async put(
    name: string,
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    { signal = never() }: SignalOption = {},
  ): Promise<Manifest> {
    checkObjectName(name);
    const { k, n, chunkBytes, concurrency, threads, leaseSeconds, minPieces, now } = this.#settings;
    const secret = randomBytes(32);
    placeObject(secret.toString("hex"), this.#pool.all, minPieces);
    const expiresAtMs = now() + 1000 * leaseSeconds;
    const stored: PiecePlace[] = [];
    const context = this.#context(new ErasureCode(k, n), secret, signal, (place) => stored.push(place));
    const preparer = createPreparer(threads);
    const slots = new SlotPool();
    const parts = cutIntoChunks(source, chunkBytes, () => slots.take());
    const store = (part: Chunk, index: number) => storeChunk(context, preparer, slots, part, index);
    try {
      const chunks: ManifestChunk[] = [];
      for await (const chunk of mapInOrder(parts, concurrency, store)) {
        signal.throwIfAborted();
        chunks.push(chunk);
      }
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
      const frame = { version: 1, name, bytes, k, n, chunkBytes, secret: secret.toString("hex"), expiresAtMs } as const;
      const manifest: Manifest = { ...frame, chunks };
      const old = await this.#catalog.get(name);
      await this.#catalog.set(manifest);
      if (old) await this.#deletePieces(old.chunks.flatMap(({ pieces }) => pieces));
      return manifest;
    } catch (error) {
      await this.#deletePieces(stored);
      throw error;
    } finally {
      await preparer.close();
    }
  }

  /**
   * The bytes of an object, or a range of them, in order. Only the chunks that the range touches are fetched, a few ahead of the reader.
   * @throws `storage/not_found`; `storage/invalid_argument` for a range outside the object; `storage/too_few_pieces`
   */
  async *get(name: string, { start = 0, end, signal = never() }: GetOptions = {}): AsyncGenerator<Uint8Array, void> {
    const manifest = await this.manifest(name);
    const { bytes, chunkBytes } = manifest;
    const last = end ?? bytes;
    if (!(Number.isInteger(start) && Number.isInteger(last) && start >= 0 && start <= last && last <= bytes)) {
      throw storageError("storage/invalid_argument", `${start} to ${last} is not a range of ${bytes} bytes.`);
    }
    const first = Math.floor(start / chunkBytes);
    const touched = manifest.chunks.slice(first, start === last ? first : Math.ceil(last / chunkBytes));
    // A reader that leaves ends what was fetched ahead for it.
    const left = new AbortController();
    const context = this.#contextOf(manifest, AbortSignal.any([signal, left.signal]));
    const fetch = (chunk: ManifestChunk, at: number) => fetchChunk(context, first + at, chunk);
    let at = first * chunkBytes;
    const plain = mapInOrder(touched, this.#settings.concurrency, fetch);
    for await (const chunk of plain) {
      let isTaken = false;
      try {
        yield chunk.subarray(Math.max(0, start - at), Math.min(chunk.length, last - at));
        isTaken = true;
      } finally {
        if (!isTaken) left.abort(new Error("the reader has left"));
      }
      at += chunk.length;
    }
  }

  /** @throws `storage/not_found` */
  async manifest(name: string): Promise<Manifest> {
    const manifest = await this.#catalog.get(checkObjectName(name));
    if (manifest) return manifest;
    throw storageError("storage/not_found", "There is no object of this name.");
  }

  list(prefix?: string): Promise<string[]> {
    return this.#catalog.list(prefix);
  }

  /** Forgets the object's key at once; asks the miners for room, and leaves the rest to the leases. False if there was none. */
  async delete(name: string): Promise<boolean> {
    const manifest = await this.#catalog.get(checkObjectName(name));
    if (!manifest) return false;
    await this.#catalog.delete(name);
    await this.#deletePieces(manifest.chunks.flatMap(({ pieces }) => pieces));
    return true;
  }

  /**
   * Keeps an object for `leaseSeconds` from now, without sending it again.
   * @throws `storage/not_found`; `storage/too_few_pieces` if a chunk has fewer than `minPieces` that were renewed
   */
  async renew(name: string, { signal = never(), leaseSeconds }: RenewOptions = {}): Promise<RenewReport> {
    const manifest = await this.manifest(name);
    const { minPieces, now, ...settings } = this.#settings;
    const context = { pool: this.#pool, leaseSeconds: leaseSeconds ?? settings.leaseSeconds, signal };
    const expiresAtMs = now() + 1000 * context.leaseSeconds;
    const report = await renewObject({ ...context, timeoutMs: settings.pieceTimeoutMs }, manifest);
    if (report.fewestPieces < Math.min(minPieces, manifest.n)) {
      const counts = `Of a chunk only ${report.fewestPieces} pieces could be renewed; ${minPieces} must be.`;
      throw storageError("storage/too_few_pieces", counts, { remedy: "Repair the object, then renew it." });
    }
    await this.#catalog.set({ ...manifest, expiresAtMs: Math.max(expiresAtMs, manifest.expiresAtMs) });
    return report;
  }

  /**
   * Looks for every piece of an object and makes those anew that are gone.
   * @throws `storage/not_found`; `storage/too_few_pieces` if a chunk cannot be had any more
   */
  async repair(name: string, { signal = never(), ...audit }: AuditRoundOptions = {}): Promise<RepairReport> {
    const manifest = await this.manifest(name);
    const repaired = await repairObject(this.#contextOf(manifest, signal), manifest, audit);
    if (repaired.report.restored > 0) await this.#catalog.set(repaired.manifest);
    return repaired.report;
  }

  #contextOf({ k, n, secret }: Manifest, signal: AbortSignal): StoreContext {
    return this.#context(new ErasureCode(k, n), Buffer.from(secret, "hex"), signal, () => undefined);
  }

  #context(
    code: ErasureCode,
    secret: Buffer,
    signal: AbortSignal,
    onStored: (place: PiecePlace) => void,
  ): StoreContext {
    let ranked: readonly StorageMiner[] | undefined;
    return {
      pool: this.#pool,
      code,
      settings: this.#settings,
      secret,
      ranked: () => {
        ranked ??= rankMiners(secret.toString("hex"), this.#pool.all);
        return ranked;
      },
      signal: sharedSignal(signal),
      onStored,
    };
  }

  /** As far as miners can be reached: what stays behind ends with its lease. */
  async #deletePieces(places: readonly PiecePlace[]): Promise<void> {
    const deleteOf = async ([hotkey, own]: readonly [string, readonly PiecePlace[]]) => {
      for (const page of pagesOf(own)) {
        await this.#pool.get(hotkey)?.peer.delete(page.map(idOf), { timeoutMs: DELETE_TIMEOUT_MS });
      }
    };
    await Promise.allSettled([...placesByMiner(places)].map(deleteOf));
  }
}

const DELETE_TIMEOUT_MS = 10_000;

const never = (): AbortSignal => new AbortController().signal;
