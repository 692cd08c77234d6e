import { isCodedError, type Logger, sleep, withDeadline } from "@taostack/primitives";
import { GENESIS_HASHES } from "../endpoints.js";
import { closedError, type EndpointFailure, isDisconnected, reasonOf, timeoutError, unreachable } from "../errors.js";
import type { MetadataCache } from "../metadata-cache/metadata-cache.js";
import { type BlockHead, headOf } from "../runtime/block-header.js";
import type { Runtime } from "../runtime/runtime.js";
import { Heads } from "./heads.js";
import { type ChainNode, followNode, openNode } from "./node.js";
import { Watchdog } from "./watchdog.js";

export interface ConnectionOptions {
  /** All of the first connecting, whatever the number of endpoints. */
  readonly timeoutMs: number;
  /** Every later call, waiting for a reconnect included. */
  readonly callTimeoutMs: number;
  /** Silence after which the connection is doubted; by default max(15 s, 5 block times). */
  readonly staleAfterMs: number | undefined;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
  readonly cache: MetadataCache | undefined;
}

const MAX_PROBE_MS = 5_000;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 30_000;

/**
 * Keeps one node open, of several endpoints. When its socket ends, or new blocks stop coming and it cannot show that it is well, the
 * next endpoint takes over, if it serves the same chain. Watchers of heads stay; calls under way are made again by `read`.
 */
export class Connection {
  readonly heads: Heads;
  readonly #closing = new AbortController();
  readonly #waiters = new Set<() => void>();
  #node: ChainNode | undefined;
  #runtime: Runtime;
  #watchdog: Watchdog | undefined;
  #endpointIndex: number;
  #reconnecting: Promise<void> | undefined;
  #failures: EndpointFailure[] = [];

  /** @throws `chain/unreachable`, naming every endpoint, or the signal's reason. */
  static async connect(endpoints: readonly string[], options: ConnectionOptions): Promise<Connection> {
    const signal = options.signal ?? new AbortController().signal;
    const until = Date.now() + options.timeoutMs;
    const failures: EndpointFailure[] = [];
    for (const [index, endpoint] of endpoints.entries()) {
      const timeoutMs = Math.max(1, (until - Date.now()) / (endpoints.length - index));
      try {
        const genesisHash = GENESIS_HASHES[endpoint];
        const { cache } = options;
        const node = await openNode(endpoint, { timeoutMs, genesisHash, runtime: undefined, cache, signal });
        const connection = new Connection(endpoints, index, node.runtime, options);
        await connection.#attach(node);
        return connection;
      } catch (error) {
        signal.throwIfAborted();
        failures.push({ endpoint, reason: reasonOf(error) });
      }
    }
    throw unreachable(failures);
  }

  private constructor(
    readonly endpoints: readonly string[],
    index: number,
    runtime: Runtime,
    readonly options: ConnectionOptions,
  ) {
    this.#endpointIndex = index;
    this.#runtime = runtime;
    this.heads = new Heads(options.logger);
  }

  get endpoint(): string {
    return this.endpoints[this.#endpointIndex]!;
  }

  /** The types of the runtime that was last seen; they stay while no node is connected. */
  get runtime(): Runtime {
    return this.#runtime;
  }

  /** What the runtime declares; 12 s if it declares nothing. */
  get blockTimeMs(): number {
    try {
      return Number(this.#runtime.constant("Aura", "SlotDuration"));
    } catch {
      return 12_000;
    }
  }

  /**
   * Runs `work` with the open node, and again with the next one if the connection is lost meanwhile. For reads: `work` may run more
   * than once.
   * @param what - Named in the error: `"reading System.Account"`.
   * @throws `chain/timeout`, `chain/unreachable`, `chain/closed` or what `work` throws.
   */
  async read<T>(what: string, work: (node: ChainNode, timeoutMs: number) => Promise<T>): Promise<T> {
    const { callTimeoutMs } = this.options;
    const until = Date.now() + callTimeoutMs;
    for (;;) {
      const node = await this.node(until - Date.now());
      const left = Math.max(1, until - Date.now());
      try {
        return await withDeadline(work(node, left), left, what);
      } catch (error) {
        if (isCodedError(error, "deadline/exceeded")) throw timeoutError(what, callTimeoutMs, error);
        if (!isDisconnected(error)) throw error;
      }
    }
  }

  /** The open node; waits for a reconnect. @throws `chain/unreachable` or `chain/closed`. */
  async node(timeoutMs: number): Promise<ChainNode> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      if (this.#closing.signal.aborted) throw closedError();
      if (this.#node?.socket.isOpen) return this.#node;
      await this.#nextNode(Math.max(1, until - Date.now()));
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(closedError());
    this.#watchdog?.stop();
    this.heads.clear();
    this.#wake();
    await this.#node?.socket.close("the client was closed");
    await this.#reconnecting;
  }

  #nextNode(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(wake);
        const reason = "the connection was lost";
        reject(unreachable(this.#failures.length > 0 ? this.#failures : [{ endpoint: this.endpoint, reason }]));
      }, timeoutMs);
      this.#waiters.add(wake);
    });
  }

  #wake(): void {
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  async #attach(node: ChainNode): Promise<void> {
    const { socket, runtime } = node;
    this.#runtime = runtime;
    const silenceMs = this.options.staleAfterMs ?? Math.max(15_000, 5 * this.blockTimeMs);
    const watchdog = new Watchdog(silenceMs, () => void this.#probe(node, silenceMs));
    try {
      await this.#follow(node, watchdog);
      this.#closing.signal.throwIfAborted();
    } catch (error) {
      watchdog.stop();
      await socket.close();
      throw error;
    }
    this.#node = node;
    this.#watchdog = watchdog;
    this.#failures = [];
    void socket.ended.then((reason) => this.#lost(watchdog, socket.endpoint, reason));
    this.#wake();
    const { endpoint } = socket;
    this.options.logger.info("connected to the chain", { endpoint, specVersion: runtime.specVersion });
  }

  async #follow(node: ChainNode, watchdog: Watchdog): Promise<void> {
    const { logger, callTimeoutMs } = this.options;
    const onHead = (head: BlockHead) => {
      watchdog.beat();
      this.heads.tell(head);
    };
    const onUpgrade = (specVersion: number) =>
      void node.socket.close(`the chain was upgraded to version ${specVersion}`);
    await followNode(node, { onHead, onUpgrade, logger }, callTimeoutMs);
    watchdog.beat();
  }

  /** Blocks have stopped. A chain may be idle, so the node is asked; only one that is well and has nothing newer is kept. */
  async #probe({ socket, runtime }: ChainNode, silenceMs: number): Promise<void> {
    try {
      const header = await socket.request("chain_getHeader", [], Math.min(MAX_PROBE_MS, silenceMs));
      const missed = headOf(runtime, header).number > (this.heads.latest?.number ?? -1);
      if (!missed && this.endpoints.length === 1) return;
      await socket.close(missed ? "it no longer tells of new blocks" : `no block came for ${silenceMs} ms`);
    } catch (error) {
      await socket.close(`no block came for ${silenceMs} ms, and it did not answer: ${reasonOf(error)}`);
    }
  }

  #lost(watchdog: Watchdog, endpoint: string, reason: string): void {
    watchdog.stop();
    this.#node = undefined;
    if (this.#closing.signal.aborted) return;
    this.options.logger.warn("the connection to the chain was lost", { endpoint, reason });
    this.#reconnecting = this.#reconnect().catch(() => undefined);
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing;
    for (let attempt = 0; !signal.aborted; attempt++) {
      await sleep(retryDelay(attempt), signal);
      this.#endpointIndex = (this.#endpointIndex + 1) % this.endpoints.length;
      const endpoint = this.endpoint;
      try {
        const { genesisHash } = this.#runtime;
        const { timeoutMs, cache } = this.options;
        const node = await openNode(endpoint, { timeoutMs, genesisHash, runtime: this.#runtime, cache, signal });
        return await this.#attach(node);
      } catch (error) {
        const failure = { endpoint, reason: reasonOf(error) };
        this.#failures = [...this.#failures.filter((earlier) => earlier.endpoint !== endpoint), failure];
        if (!signal.aborted) this.options.logger.warn("reconnecting to the chain failed", { ...failure, attempt });
      }
    }
  }
}

/** Doubles up to half a minute; at random between half and all of it, so that clients of one node do not return as one. */
const retryDelay = (attempt: number): number =>
  Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2);
