import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { storageError } from "../errors.js";
import { pieceId } from "../merkle.js";
import { lockFolder, type Unlock } from "./lock-folder.js";
import { PieceFiles } from "./piece-files.js";
import { type IndexEntry, keyOf, PieceIndex, type StoredPiece, type Usage } from "./piece-index.js";
import { RecordLog } from "./record-log.js";

export interface PieceStoreOptions {
  /** Most that all pieces together may take. */
  readonly quotaBytes?: number;
  /** Most that one owner's pieces may take. */
  readonly ownerQuotaBytes?: number;
  readonly maxPieces?: number;
  /** How often expired leases are collected and pieces read again; 0 leaves it to `collect` and `scrub`. */
  readonly maintenanceMs?: number;
  /** Pieces read again per round of maintenance: with the rounds, what the scrub may take of the disk. */
  readonly scrubPieces?: number;
  readonly now?: () => number;
}

export const defaultPieceStoreOptions = {
  quotaBytes: 64 * 1024 ** 3,
  ownerQuotaBytes: 64 * 1024 ** 3,
  maxPieces: 1_000_000,
  maintenanceMs: 60_000,
  scrubPieces: 64,
  now: Date.now,
} satisfies Required<PieceStoreOptions>;

/**
 * A miner's pieces on disk. What `put` has acknowledged survives a process that is killed and a machine that loses power, as far as
 * the disk keeps its word. One process at a time.
 */
export class PieceStore {
  readonly #index = new PieceIndex();
  /** What puts in progress will take: two at once must not pass the quota together. */
  readonly #reserved = new PieceIndex();
  readonly #busy = new Map<string, Promise<unknown>>();
  readonly #stopping = new AbortController();
  #maintenance: Promise<void> = Promise.resolve();
  #logged = 0;
  #toScrub: StoredPiece[] = [];

  private constructor(
    private readonly files: PieceFiles,
    private readonly log: RecordLog<IndexEntry>,
    private readonly options: Required<PieceStoreOptions>,
    private readonly unlock: Unlock,
  ) {}

  /** @throws `storage/folder_in_use` */
  static async open(folder: string, options: PieceStoreOptions = {}): Promise<PieceStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unlock = await lockFolder(folder);
    try {
      return await PieceStore.#openLocked(folder, options, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  static async #openLocked(folder: string, options: PieceStoreOptions, unlock: Unlock): Promise<PieceStore> {
    const files = await PieceFiles.open(join(folder, "pieces"));
    const { log, entries } = await RecordLog.open<IndexEntry>(join(folder, "index.log"));
    const store = new PieceStore(files, log, { ...defaultPieceStoreOptions, ...options }, unlock);
    for (const entry of entries) store.#index.apply(entry);
    store.#logged = entries.length;
    const names = new Set(Array.from(store.#index.values(), (piece) => PieceFiles.nameOf(keyOf(piece))));
    await files.removeOthers((name) => names.has(name));
    if (store.options.maintenanceMs > 0) store.#maintenance = store.#maintain();
    return store;
  }

  /**
   * Stores a piece, or renews its lease; resolves when it is on the disk.
   * @throws `storage/quota_exceeded`; `storage/corrupt_piece` if the id is not the piece's root.
   */
  put(owner: string, id: Uint8Array, bytes: Uint8Array, expiresAtMs: number): Promise<StoredPiece> {
    const piece = { id: hex(id), owner, bytes: bytes.length, expiresAtMs };
    return this.#alone(piece, async () => {
      if (!Buffer.from(pieceId(bytes)).equals(id)) {
        throw storageError("storage/corrupt_piece", "The piece's bytes do not hash to its id.");
      }
      const old = this.#index.get(owner, piece.id);
      const stored = { ...piece, expiresAtMs: Math.max(expiresAtMs, old?.expiresAtMs ?? 0) };
      if (!old) this.#checkQuota(piece);
      this.#reserved.apply({ op: "put", ...piece, bytes: old ? 0 : piece.bytes });
      try {
        // Written even if it is there: whoever puts it again may know that the disk has lost it.
        const name = PieceFiles.nameOf(keyOf(piece));
        await (old ? this.files.replace(name, bytes) : this.files.create(name, bytes));
        await this.#record({ op: "put", ...stored });
      } finally {
        this.#reserved.apply({ op: "delete", ...piece });
      }
      return stored;
    });
  }

  /** Lengthens a lease that runs; never shortens one. Undefined if there is no such piece, or its lease is over. */
  renew(owner: string, id: Uint8Array, expiresAtMs: number): Promise<StoredPiece | undefined> {
    return this.#alone({ owner, id: hex(id) }, async () => {
      const piece = this.find(owner, id);
      if (!piece || piece.expiresAtMs >= expiresAtMs) return piece;
      const renewed = { ...piece, expiresAtMs };
      await this.#record({ op: "put", ...renewed });
      return renewed;
    });
  }

  /** The clock that leases run by, in milliseconds since 1970. */
  now(): number {
    return this.options.now();
  }

  /** A piece whose lease runs, or undefined. */
  find(owner: string, id: Uint8Array): StoredPiece | undefined {
    const piece = this.#index.get(owner, hex(id));
    return piece && piece.expiresAtMs > this.options.now() ? piece : undefined;
  }

  /** Bytes of a piece as they are on the disk: fewer than asked for at its end, none if the disk has lost it. */
  read(piece: StoredPiece, offset = 0, length = piece.bytes - offset): Promise<Uint8Array> {
    return this.files.read(PieceFiles.nameOf(keyOf(piece)), offset, Math.min(length, piece.bytes - offset));
  }

  /** False if there was none. */
  delete(owner: string, id: Uint8Array): Promise<boolean> {
    return this.#remove({ owner, id: hex(id) }, () => true);
  }

  list(owner: string, after: Uint8Array, limit: number): StoredPiece[] {
    return this.#index.ofOwner(owner, hex(after), limit).filter((piece) => piece.expiresAtMs > this.options.now());
  }

  /** Of all owners together. */
  get total(): Usage {
    return this.#index.total;
  }

  usageOf(owner: string): Usage {
    return this.#index.usageOf(owner);
  }

  freeBytes(owner: string): number {
    const { quotaBytes, ownerQuotaBytes } = this.options;
    const total = quotaBytes - this.#index.total.bytes - this.#reserved.total.bytes;
    const own = ownerQuotaBytes - this.#index.usageOf(owner).bytes - this.#reserved.usageOf(owner).bytes;
    return Math.max(0, Math.min(total, own));
  }

  /** Removes pieces whose lease is over. Returns how many. */
  async collect(): Promise<number> {
    const isOver = ({ expiresAtMs }: StoredPiece) => expiresAtMs <= this.options.now();
    let removed = 0;
    for (const piece of [...this.#index.values()].filter(isOver)) if (await this.#remove(piece, isOver)) removed++;
    return removed;
  }

  /**
   * Reads up to `limit` pieces again, going on where the last call ended, and removes those that are not what they were: better gone,
   * and known to be, than served wrong. Returns their ids.
   */
  async scrub(limit = Number.POSITIVE_INFINITY): Promise<string[]> {
    if (this.#toScrub.length === 0) this.#toScrub = [...this.#index.values()];
    const lost: string[] = [];
    for (const piece of this.#toScrub.splice(0, Math.min(limit, this.#toScrub.length))) {
      const isLost = async () => hex(pieceId(await this.read(piece))) !== piece.id;
      // Looked at twice, the second time alone: a put may be writing it anew.
      if ((await isLost()) && (await this.#remove(piece, isLost))) lost.push(piece.id);
    }
    return lost;
  }

  /** Ends maintenance and waits for what is being written. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#maintenance;
    await Promise.allSettled([...this.#busy.values()]);
    await this.log.close();
    await this.unlock();
  }

  #checkQuota(piece: StoredPiece): void {
    const { pieces } = this.#index.total;
    if (piece.bytes <= this.freeBytes(piece.owner) && pieces + this.#reserved.total.pieces < this.options.maxPieces) {
      return;
    }
    throw storageError("storage/quota_exceeded", "There is no room left for this piece.", {
      remedy: "Delete pieces, wait for leases to end, or raise the miner's quota.",
    });
  }

  #remove(
    piece: { readonly owner: string; readonly id: string },
    isStill: (piece: StoredPiece) => boolean | Promise<boolean>,
  ): Promise<boolean> {
    return this.#alone(piece, async () => {
      const current = this.#index.get(piece.owner, piece.id);
      if (!current || !(await isStill(current))) return false;
      await this.#record({ op: "delete", owner: piece.owner, id: piece.id });
      await this.files.remove(PieceFiles.nameOf(keyOf(piece)));
      return true;
    });
  }

  async #record(entry: IndexEntry): Promise<void> {
    await this.log.append(entry);
    this.#index.apply(entry);
    this.#logged++;
  }

  /** What changes one piece happens one after the other. */
  #alone<T>(piece: { readonly owner: string; readonly id: string }, work: () => Promise<T>): Promise<T> {
    if (this.#stopping.signal.aborted) {
      return Promise.reject(storageError("storage/closed", "The store is closed."));
    }
    const key = keyOf(piece);
    const done = (this.#busy.get(key) ?? Promise.resolve()).then(work, work);
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (this.#busy.get(key) === settled) this.#busy.delete(key);
      });
    this.#busy.set(key, settled);
    return done;
  }

  async #maintain(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await sleep(this.options.maintenanceMs, undefined, { signal, ref: false });
        await this.collect();
        await this.scrub(this.options.scrubPieces);
        await this.compact();
      } catch {
        // A disk that fails shows in puts, reads and audits; the next round tries again.
      }
    }
  }

  /** Writes the log anew once most of it is history. Not while a piece is being changed. */
  async compact(): Promise<void> {
    if (this.#logged < 1024 || this.#logged < 2 * this.#index.total.pieces || this.#busy.size > 0) return;
    const entries = Array.from(this.#index.values(), (piece) => ({ op: "put" as const, ...piece }));
    if (await this.log.replace(entries)) this.#logged = entries.length;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
