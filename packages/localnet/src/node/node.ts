import { describeError, type Logger } from "@taostack/primitives";
import type { Block } from "../engine/block.js";
import { buildBlock } from "../engine/build-block.js";
import { readContext } from "../engine/read-context.js";
import type { Runtime } from "../engine/runtime.js";
import { storage as timestamp } from "../pallets/timestamp/index.js";
import { type FieldTypes, type Hash, type HexString, Reader } from "../scale/index.js";
import type { ChainKeeper } from "../store/chain-store.js";
import type { StateChange } from "../store/record.js";
import type { Chain } from "./chain.js";
import type { BlockClock } from "./clock.js";
import { rpcError, stopped } from "./errors.js";
import { type PoolLimits, type StatusListener, TransactionPool } from "./pool.js";
import { differingKeys } from "./state-difference.js";

export interface NodeOptions {
  readonly pool: PoolLimits;
}

export interface NodeModules {
  readonly runtime: Runtime;
  readonly chain: Chain;
  readonly clock: BlockClock;
  /** Where the chain is kept; nowhere if not given. */
  readonly keeper?: ChainKeeper | undefined;
  readonly logger: Logger;
}

function decodeParams(name: string, params: FieldTypes, args: Uint8Array): Record<string, unknown> {
  const input = new Reader(args);
  try {
    const entries = Object.entries(params).map(([param, type]) => [param, type.codec.read(input)]);
    input.finish();
    return Object.fromEntries(entries);
  } catch (error) {
    throw rpcError(4003, `Client error: Execution failed: Bad input data provided to ${name}: ${describeError(error)}`);
  }
}

/** `changedKeys` are the keys whose values differ from the head that was announced before. */
export interface HeadChange {
  readonly block: Block;
  readonly changedKeys: readonly HexString[];
}
export type HeadListener = (change: HeadChange) => void;

/** A chain with its pool: takes transactions, makes blocks when told to, announces them. */
export class LocalNode {
  readonly runtime: Runtime;
  readonly chain: Chain;
  readonly pool: TransactionPool;
  readonly #clock: BlockClock;
  readonly #keeper: ChainKeeper | undefined;
  readonly #logger: Logger;
  #closed = false;
  readonly #headListeners = new Set<HeadListener>();
  readonly #readyListeners = new Set<() => void>();

  constructor(options: NodeOptions, { runtime, chain, clock, keeper, logger }: NodeModules) {
    this.runtime = runtime;
    this.chain = chain;
    this.#keeper = keeper;
    this.pool = new TransactionPool(runtime, options.pool);
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Takes a transaction. @throws `localnet/rpc`. */
  submit(bytes: Uint8Array, listener?: StatusListener): Hash {
    const { hash, ready } = this.pool.submit(bytes, this.chain.best, listener);
    if (ready) for (const onReady of [...this.#readyListeners]) onReady();
    return hash;
  }

  /** Makes the next block from what waits in the pool. It is final at once, and kept before it is announced. */
  seal(maxTransactions = Number.POSITIVE_INFINITY): Block {
    if (this.#closed) throw stopped();
    const { best, genesis } = this.chain;
    const built = buildBlock({
      runtime: this.runtime,
      parent: best,
      genesisHash: genesis.hash,
      timestampMs: this.#clock.next(Number(timestamp.Now.get(best))),
      transactions: this.pool.ready(best).slice(0, maxTransactions),
      logger: this.#logger,
    });
    const { block, included } = built;
    this.#keeper?.append(block);
    this.chain.append(block);
    this.#logger.debug("block sealed", { number: block.number, transactions: included.length });
    this.#announce({ block, changedKeys: block.changedKeys });
    this.pool.settle(built);
    return block;
  }

  /** Calls a runtime API. @param args - The SCALE encoding of the parameters. @throws `localnet/rpc`. */
  call(name: string, args: Uint8Array, at?: Hash): Uint8Array {
    return this.callAt(this.chain.at(at), name, args);
  }

  /** The same at a block that the caller holds. @throws `localnet/rpc`. */
  callAt(block: Block, name: string, args: Uint8Array): Uint8Array {
    const method = this.runtime.apiMethod(name);
    if (!method) throw rpcError(4003, `Client error: Execution failed: Other: Exported method ${name} is not found`);
    const params = decodeParams(name, method.params, args);
    const context = { ...readContext(block.state), blockHash: block.hash };
    return method.result.encode(method.run(context, params));
  }

  /** Changes the state of the best block in place. `undefined` removes a key. */
  setStorage(changes: readonly StateChange[]): void {
    if (this.#closed) throw stopped();
    const state = this.chain.best.state.fork();
    for (const [key, value] of changes) {
      if (value === undefined) state.delete(key);
      else state.put(key, value);
    }
    const changedKeys = state.changedKeys();
    this.#keeper?.amend(changes);
    this.chain.replaceBestState(state.fork(), changedKeys);
    this.#announce({ block: this.chain.best, changedKeys });
  }

  /** The next block gets this time. */
  travelTo(timeMs: number): void {
    this.#clock.travelTo(timeMs);
  }

  /** What brings the chain back to this point. Waiting transactions are dropped then. */
  snapshot(): () => void {
    const restore = this.chain.snapshot();
    return () => this.#rewrite(restore);
  }

  /** Goes on from another block, of which only genesis is shared with this chain. */
  resume(block: Block): void {
    this.#rewrite(() => this.chain.resume([block]));
  }

  #rewrite(change: () => void): void {
    if (this.#closed) throw stopped();
    const left = this.chain.best;
    change();
    this.#keeper?.replace(this.chain);
    this.pool.clear();
    const changedKeys = differingKeys(left, this.chain.best);
    this.#announce({ block: this.chain.best, changedKeys });
  }

  /** Calls `listener` for every new head. Returns what ends it. */
  onHead(listener: HeadListener): () => void {
    this.#headListeners.add(listener);
    return () => this.#headListeners.delete(listener);
  }

  /** Calls `listener` when a transaction came that may go into the next block. Returns what ends it. */
  onReady(listener: () => void): () => void {
    this.#readyListeners.add(listener);
    return () => this.#readyListeners.delete(listener);
  }

  /** Makes no more blocks. */
  close(): void {
    this.#closed = true;
    this.#keeper?.close();
  }

  #announce(change: HeadChange): void {
    for (const listener of [...this.#headListeners]) listener(change);
  }
}
