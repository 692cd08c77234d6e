import { type Logger, type Running, silentLogger } from "@taostack/primitives";
import type { SubtensorClient } from "./client.js";
import { type MetagraphDifference, metagraphDifference } from "./metagraph/difference.js";
import type { Metagraph } from "./operations/metagraph.js";
import type { BlockHead } from "./runtime/block-header.js";

export interface WatchMetagraphOptions {
  /** Blocks between two reads. 5 by default. */
  readonly everyBlocks?: number;
  /** No more reads than one in so many milliseconds, for chains with short blocks. 1000 by default. */
  readonly minIntervalMs?: number;
  readonly logger?: Logger;
}

export type MetagraphListener = (metagraph: Metagraph, difference: MetagraphDifference) => void;

export interface MetagraphWatch extends Running {
  /** As last read; it stays when a read fails, and its `block` tells its age. */
  readonly current: Metagraph;
  /** Number of the newest block that was heard of. */
  readonly block: number;
  /** Is told of each read and of what it differs in from the one before, until the function that it returns is called. */
  onChange(listener: MetagraphListener): () => void;
  /** Reads now; for what just wrote. @throws as `SubtensorClient.metagraph`. */
  refresh(): Promise<Metagraph>;
}

/** Keeps one subnet's metagraph fresh, by new blocks. @throws as `SubtensorClient.metagraph`, for the first read. */
export async function watchMetagraph(
  client: SubtensorClient,
  netuid: number,
  options: WatchMetagraphOptions = {},
): Promise<MetagraphWatch> {
  const watch = new Watch(client, netuid, options, await client.metagraph(netuid));
  watch.start();
  return watch;
}

class Watch implements MetagraphWatch {
  current: Metagraph;
  block: number;
  readonly #client: SubtensorClient;
  readonly #netuid: number;
  readonly #options: WatchMetagraphOptions;
  readonly #listeners = new Set<MetagraphListener>();
  #reading: Promise<Metagraph> | undefined;
  #readAtMs = Date.now();
  #unwatch: () => void = () => undefined;

  constructor(client: SubtensorClient, netuid: number, options: WatchMetagraphOptions, first: Metagraph) {
    this.#client = client;
    this.#netuid = netuid;
    this.#options = options;
    this.current = first;
    this.block = first.block;
  }

  start(): void {
    this.#unwatch = this.#client.blocks.watch((head) => this.#onHead(head));
  }

  onChange(listener: MetagraphListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): Promise<Metagraph> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async stop(): Promise<void> {
    this.#unwatch();
    this.#listeners.clear();
    await this.#reading?.catch(() => undefined);
  }

  #onHead({ number }: BlockHead): void {
    this.block = number;
    const { everyBlocks = 5, minIntervalMs = 1_000, logger = silentLogger } = this.#options;
    const passed = number - this.current.block;
    // A chain that was started afresh counts from a lower number.
    const isFresh = passed >= 0 && passed < everyBlocks;
    if (isFresh || Date.now() - this.#readAtMs < minIntervalMs) return;
    this.refresh().catch((error: unknown) =>
      logger.warn("the metagraph could not be read", { netuid: this.#netuid, error }),
    );
  }

  async #read(): Promise<Metagraph> {
    this.#readAtMs = Date.now();
    const before = this.current;
    this.current = await this.#client.metagraph(this.#netuid);
    if (this.#listeners.size === 0) return this.current;
    const difference = metagraphDifference(before, this.current);
    for (const listener of [...this.#listeners]) listener(this.current, difference);
    return this.current;
  }
}
