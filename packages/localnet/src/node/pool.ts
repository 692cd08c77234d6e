import type { Block } from "../engine/block.js";
import type { BuiltBlock } from "../engine/build-block.js";
import { decodeExtrinsic, type Extrinsic } from "../engine/extrinsic.js";
import { priorityOf } from "../engine/priority.js";
import { type PendingContext, pendingContext } from "../engine/read-context.js";
import type { Runtime } from "../engine/runtime.js";
import { checkTransaction, type Validity } from "../engine/validity.js";
import { TransactionRefusal } from "../frame/index.js";
import { storage as system } from "../pallets/system/storage.js";
import type { AccountId, Hash } from "../scale/index.js";
import { alreadyImported, badFormat, immediatelyDropped, invalidTransaction, priorityTooLow } from "./refusals.js";

/** How far a submitted transaction has come, as JSON-RPC says it. */
export type TransactionStatus =
  | "ready"
  | "future"
  | "invalid"
  | "dropped"
  | { readonly inBlock: Hash }
  | { readonly finalized: Hash };

export type StatusListener = (status: TransactionStatus) => void;

export interface PoolLimits {
  readonly transactions: number;
  readonly bytes: number;
}

interface Entry {
  readonly extrinsic: Extrinsic;
  readonly signer: AccountId;
  readonly nonce: number;
  readonly priority: bigint;
  readonly lastBlock: number;
  readonly arrival: number;
  readonly listeners: StatusListener[];
}

/** Reasons that may pass: the transaction stays and is tried again. */
const PASSING = new Set(["Future", "ExhaustsResources"]);

/** Transactions that wait for a block: at most one for each sender and nonce. */
export class TransactionPool {
  readonly #runtime: Runtime;
  readonly #limits: PoolLimits;
  readonly #byHash = new Map<Hash, Entry>();
  readonly #bySender = new Map<AccountId, Map<number, Entry>>();
  #pending: { readonly best: Block; readonly context: PendingContext } | undefined;
  #bytes = 0;
  #arrivals = 0;

  constructor(runtime: Runtime, limits: PoolLimits) {
    this.#runtime = runtime;
    this.#limits = limits;
  }

  get size(): number {
    return this.#byHash.size;
  }

  /** All that wait, in the order of their arrival. */
  pending(): Uint8Array[] {
    return [...this.#byHash.values()].map(({ extrinsic }) => extrinsic.bytes);
  }

  /**
   * Checks a transaction on top of `best` and keeps it.
   * @returns its hash, and whether it may go into the next block.
   * @throws `localnet/rpc` with the code that the chain's nodes give.
   */
  submit(bytes: Uint8Array, best: Block, listener?: StatusListener): { hash: Hash; ready: boolean } {
    const extrinsic = this.#decode(bytes);
    if (this.#byHash.has(extrinsic.hash)) throw alreadyImported(extrinsic.hash);
    const context = this.#contextAfter(best);
    const entry = this.#toEntry(extrinsic, this.#check(context, extrinsic), listener);
    const queue = this.#bySender.get(entry.signer);
    if (queue?.has(entry.nonce)) throw priorityTooLow(entry.priority);
    const full = this.size >= this.#limits.transactions || this.#bytes + bytes.length > this.#limits.bytes;
    if (full) throw immediatelyDropped();

    this.#byHash.set(extrinsic.hash, entry);
    this.#bySender.set(entry.signer, (queue ?? new Map<number, Entry>()).set(entry.nonce, entry));
    this.#bytes += bytes.length;
    const ready = entry.nonce < this.#nextNonce(entry.signer, system.Account.get(context, entry.signer).nonce);
    tell(entry, ready ? "ready" : "future");
    return { hash: extrinsic.hash, ready };
  }

  /** The nonce that the account's next transaction should have, those that wait counted. */
  nextNonce(best: Block, account: AccountId): number {
    return this.#nextNonce(account, system.Account.get(best, account).nonce);
  }

  /** What may go into the block after `best`: by priority, then arrival, each sender's nonces in order. */
  ready(best: Block): Extrinsic[] {
    const ordered = [...this.#byHash.values()].sort(inOrder);
    const turns = new Map<AccountId, number>();
    const chosen = new Set<Entry>();
    for (const entry of ordered) {
      const { signer } = entry;
      const turn = turns.get(signer) ?? system.Account.get(best, signer).nonce;
      turns.set(signer, turn);
      if (entry.nonce === turn) turns.set(signer, this.#chooseFrom(entry, chosen));
    }
    return [...chosen].map(({ extrinsic }) => extrinsic);
  }

  /** Takes `entry`, and after it those of its sender that came before it in the order and had to wait for it. */
  #chooseFrom(entry: Entry, chosen: Set<Entry>): number {
    const queue = this.#bySender.get(entry.signer);
    let current: Entry | undefined = entry;
    let nonce = entry.nonce;
    while (current) {
      chosen.add(current);
      nonce += 1;
      const follower = queue?.get(nonce);
      current = follower && inOrder(follower, entry) < 0 ? follower : undefined;
    }
    return nonce;
  }

  /** Brings the pool up to date with a new block and tells those who watch. */
  settle({ block, included, refused }: BuiltBlock): void {
    for (const { hash } of included) this.#remove(hash, { inBlock: block.hash }, { finalized: block.hash });
    for (const { extrinsic, refusal } of refused) {
      if (!PASSING.has(refusal.reason.type)) this.#remove(extrinsic.hash, "invalid");
    }
    for (const { extrinsic, signer, nonce, lastBlock } of [...this.#byHash.values()]) {
      const outdated = nonce < system.Account.get(block, signer).nonce || lastBlock <= block.number;
      if (outdated) this.#remove(extrinsic.hash, "invalid");
    }
  }

  /** Empties the pool, because the chain went back or ends. */
  clear(): void {
    for (const hash of [...this.#byHash.keys()]) this.#remove(hash, "dropped");
  }

  /** Takes a transaction out that waits. @returns whether there was one. */
  withdraw(hash: Hash): boolean {
    const waited = this.#byHash.has(hash);
    this.#remove(hash, "invalid");
    return waited;
  }

  /** Stops telling `listener`. The transaction stays. */
  unwatch(hash: Hash, listener: StatusListener): void {
    const listeners = this.#byHash.get(hash)?.listeners;
    const index = listeners?.indexOf(listener) ?? -1;
    if (index >= 0) listeners?.splice(index, 1);
  }

  /** What a transaction finds that comes right after a block; the same for all that come before the next one. */
  #contextAfter(best: Block): PendingContext {
    if (this.#pending?.best !== best) {
      this.#pending = { best, context: pendingContext(this.#runtime, best.state, best.hash) };
    }
    return this.#pending.context;
  }

  #decode(bytes: Uint8Array): Extrinsic {
    try {
      return decodeExtrinsic(this.#runtime.call, bytes);
    } catch (error) {
      throw badFormat(error instanceof Error ? error.message : String(error));
    }
  }

  #check(context: PendingContext, extrinsic: Extrinsic): Validity {
    try {
      return checkTransaction(context, extrinsic);
    } catch (error) {
      if (error instanceof TransactionRefusal) throw invalidTransaction(error.reason);
      throw error;
    }
  }

  #toEntry(extrinsic: Extrinsic, { signed, info, lastBlock }: Validity, listener?: StatusListener): Entry {
    this.#arrivals += 1;
    return {
      extrinsic,
      signer: signed.signer,
      nonce: signed.nonce,
      priority: priorityOf(info.class),
      lastBlock,
      arrival: this.#arrivals,
      listeners: listener ? [listener] : [],
    };
  }

  #nextNonce(signer: AccountId, accountNonce: number): number {
    const queue = this.#bySender.get(signer);
    let nonce = accountNonce;
    while (queue?.has(nonce)) nonce += 1;
    return nonce;
  }

  #remove(hash: Hash, ...statuses: TransactionStatus[]): void {
    const entry = this.#byHash.get(hash);
    if (!entry) return;
    this.#byHash.delete(hash);
    this.#bytes -= entry.extrinsic.bytes.length;
    const queue = this.#bySender.get(entry.signer);
    queue?.delete(entry.nonce);
    if (queue?.size === 0) this.#bySender.delete(entry.signer);
    for (const status of statuses) tell(entry, status);
  }
}

const tell = ({ listeners }: Entry, status: TransactionStatus): void => {
  for (const listener of [...listeners]) listener(status);
};

/** Higher priority first, then earlier arrival. */
const inOrder = (a: Entry, b: Entry): number => Number(b.priority - a.priority) || a.arrival - b.arrival;
