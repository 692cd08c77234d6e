import { fromHex, type Logger, silentLogger } from "@taostack/primitives";
import { ChainAccess } from "./chain-access.js";
import {
  type ClientOperations,
  createClientOperations,
  type ReadOptions,
  readByName,
  writeByName,
} from "./client-operations.js";
import { Connection } from "./connection/connection.js";
import { resolveEndpoints } from "./endpoints.js";
import { openMetadataCache } from "./metadata-cache/open-cache.js";
import { Balances } from "./operations/balances.js";
import { Blocks } from "./operations/blocks.js";
import {
  type Metagraph,
  type MetagraphField,
  readMetagraph,
  type SelectedMetagraph,
  selectMetagraph,
} from "./operations/metagraph.js";
import { Neurons } from "./operations/neurons.js";
import { Staking } from "./operations/staking.js";
import { Subnets } from "./operations/subnets.js";
import { Weights } from "./operations/weights.js";
import type { Write } from "./writes/write.js";

export interface ConnectOptions {
  /** All of connecting, whatever the number of endpoints. 15 s by default. */
  readonly timeoutMs?: number;
  /** Every read, waiting for a reconnect included. 30 s by default. */
  readonly callTimeoutMs?: number;
  /** Silence after which the connection is doubted. max(15 s, 5 block times) by default. */
  readonly staleAfterMs?: number;
  /**
   * Folder that keeps the chain's metadata from one connection to the next, or `false` for none. By default `TAO_METADATA_CACHE` (a folder,
   * or `off`), else `taostack/metadata` in `XDG_CACHE_HOME` or `~/.cache`.
   */
  readonly metadataCache?: string | false;
  readonly logger?: Logger;
  /** Ends the connecting; a client that is connected ends by `close`. */
  readonly signal?: AbortSignal;
}

/** The client of a subtensor chain. It keeps itself connected until it is closed. */
export class SubtensorClient {
  readonly blocks: Blocks;
  readonly balances: Balances;
  readonly subnets: Subnets;
  readonly neurons: Neurons;
  readonly staking: Staking;
  readonly weights: Weights;
  /** Every read and write of the registry as a typed method: `operations.staking.list({ coldkey })`. */
  readonly operations: ClientOperations;
  /** Reads and writes by the chain's own names, for what the groups do not cover. */
  readonly chain: ChainAccess;
  readonly #connection: Connection;

  /**
   * @param target - `finney`, `test`, `local`, a URL, or several: the first that answers is used, the others take over from it.
   * @throws `chain/unreachable`, naming each endpoint and its reason, or `chain/invalid_argument`.
   */
  static async connect(target: string | readonly string[], options: ConnectOptions = {}): Promise<SubtensorClient> {
    const { timeoutMs = 15_000, callTimeoutMs = 30_000, logger = silentLogger, staleAfterMs, signal } = options;
    const endpoints = resolveEndpoints(target);
    const cache = await openMetadataCache(options.metadataCache);
    return new SubtensorClient(
      await Connection.connect(endpoints, { timeoutMs, callTimeoutMs, logger, staleAfterMs, signal, cache }),
    );
  }

  private constructor(connection: Connection) {
    this.#connection = connection;
    this.chain = new ChainAccess(connection);
    this.blocks = new Blocks(this.chain);
    this.balances = new Balances(this.chain);
    this.subnets = new Subnets(this.chain);
    this.neurons = new Neurons(this.chain);
    this.staking = new Staking(this.chain);
    this.weights = new Weights(this.chain);
    this.operations = createClientOperations(this.chain);
  }

  /** URL of the node in use. */
  get endpoint(): string {
    return this.#connection.endpoint;
  }

  /** 32 bytes; what tells this chain from all others. */
  get genesisHash(): Uint8Array {
    return fromHex(this.#connection.runtime.genesisHash);
  }

  /** Version of the chain's runtime. */
  get specVersion(): number {
    return this.#connection.runtime.specVersion;
  }

  /** As the runtime declares it: 12000 on the public networks. */
  get blockTimeMs(): number {
    return this.#connection.blockTimeMs;
  }

  /** One subnet in columns. @param before - An earlier read, which saves work. @throws `chain/subnet_not_found`. */
  metagraph(netuid: number, before?: Metagraph): Promise<Metagraph> {
    return readMetagraph(this.chain, netuid, before);
  }

  /** Some columns and values of one subnet, and nothing else on the wire. @throws `chain/subnet_not_found`, `chain/unsupported`. */
  selectMetagraph<K extends MetagraphField>(netuid: number, names: readonly K[]): Promise<SelectedMetagraph<K>> {
    return selectMetagraph(this.chain, netuid, names);
  }

  /**
   * A read of the registry by its name, with arguments as a command line or JSON has them.
   * @throws `operations/unknown`, `operations/invalid` and their like, and as the read.
   */
  read(operation: string, args: Readonly<Record<string, unknown>> = {}, options: ReadOptions = {}): Promise<unknown> {
    return readByName(this.chain, operation, args, options);
  }

  /** A write of the registry by its name, with plain arguments; nothing is sent yet. @throws as `read`. */
  write(operation: string, args: Readonly<Record<string, unknown>> = {}): Write {
    return writeByName(this.chain, operation, args);
  }

  /** Ends the connection and everything that waits for it. Safe to call twice. */
  close(): Promise<void> {
    return this.#connection.close();
  }
}
