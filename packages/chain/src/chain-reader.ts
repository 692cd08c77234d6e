import type { Connection } from "./connection/connection.js";
import type { ChainNode } from "./connection/node.js";
import type { Runtime } from "./runtime/runtime.js";

const PAGE = 1_000;

type StorageChanges = readonly { readonly changes: readonly (readonly [key: string, value: string | null])[] }[];

/** A block of the past, and the runtime whose types its state has. */
export interface PinnedBlock {
  /** Hex. */
  readonly hash: string;
  readonly runtime: Runtime;
}

/**
 * Reads by the chain's own names, of the newest block or of one block. What a runtime lacks is `chain/unsupported`. Values are plain: see
 * `PlainTypes`; the type parameter says what the caller knows of the type.
 */
export class ChainReader {
  constructor(
    readonly connection: Connection,
    /** Absent: the newest block at the time of each read. */
    readonly pinned?: PinnedBlock,
  ) {}

  /** Types of the runtime that is read. */
  get runtime(): Runtime {
    return this.pinned?.runtime ?? this.connection.runtime;
  }

  /** One storage entry. @param at - Hex hash of another block, whose types are the same. */
  async query<T>(pallet: string, item: string, args: readonly unknown[] = [], at?: string): Promise<T> {
    return this.#read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs, pinned) => {
      const storage = runtime.storage(pallet, item);
      const params = [storage.key(args), ...(at === undefined ? pinned : [at])];
      return storage.decode((await socket.request("state_getStorage", params, timeoutMs)) as string | null) as T;
    });
  }

  /** Several entries of one item, in one request, from one block. */
  async queryMany<T>(pallet: string, item: string, argLists: readonly (readonly unknown[])[]): Promise<T[]> {
    if (argLists.length === 0) return [];
    return this.#read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs, pinned) => {
      const storage = runtime.storage(pallet, item);
      const keys = argLists.map((args) => storage.key(args));
      const answer = (await socket.request("state_queryStorageAt", [keys, ...pinned], timeoutMs)) as StorageChanges;
      const values = new Map(answer[0]?.changes);
      return keys.map((key) => storage.decode(values.get(key) ?? null) as T);
    });
  }

  /** All entries below a prefix of keys, each with all of its key parts, at one block. */
  async entries<K extends readonly unknown[], T>(
    pallet: string,
    item: string,
    prefixArgs: readonly unknown[] = [],
  ): Promise<(readonly [keys: K, value: T])[]> {
    return this.#read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs, [pinned]) => {
      const storage = runtime.storage(pallet, item);
      const prefix = storage.prefix(prefixArgs);
      const at = pinned ?? (await socket.request("chain_getBlockHash", [], timeoutMs));
      const found: (readonly [K, T])[] = [];
      for (let last = prefix; ; ) {
        const keys = (await socket.request("state_getKeysPaged", [prefix, PAGE, last, at], timeoutMs)) as string[];
        if (keys.length === 0) return found;
        const answer = (await socket.request("state_queryStorageAt", [keys, at], timeoutMs)) as StorageChanges;
        for (const [key, value] of answer[0]?.changes ?? []) {
          found.push([storage.keyParts(key) as unknown as K, storage.decode(value) as T]);
        }
        if (keys.length < PAGE) return found;
        last = keys.at(-1)!;
      }
    });
  }

  /** One call of a runtime API: `runtimeCall("SubnetInfoRuntimeApi", "get_metagraph", [1])`. */
  async runtimeCall<T>(trait: string, method: string, args: readonly unknown[] = []): Promise<T> {
    return this.#read(`calling ${trait}.${method}`, async ({ socket, runtime }, timeoutMs, pinned) => {
      const { name, encode, decode } = runtime.method(trait, method);
      return decode(String(await socket.request("state_call", [name, encode(args), ...pinned], timeoutMs))) as T;
    });
  }

  constant<T>(pallet: string, name: string): T {
    return this.runtime.constant(pallet, name) as T;
  }

  /** A raw JSON-RPC read. @throws `chain/rpc_error` if the node refuses it. */
  async rpc<T>(method: string, params: readonly unknown[] = []): Promise<T> {
    return this.connection.read(
      method,
      ({ socket }, timeoutMs) => socket.request(method, params, timeoutMs) as Promise<T>,
    );
  }

  #read<T>(
    what: string,
    work: (node: ChainNode, timeoutMs: number, pinned: readonly [hash?: string]) => Promise<T>,
  ): Promise<T> {
    const { pinned } = this;
    return this.connection.read(what, ({ socket, runtime }, timeoutMs) =>
      pinned === undefined
        ? work({ socket, runtime }, timeoutMs, [])
        : work({ socket, runtime: pinned.runtime }, timeoutMs, [pinned.hash]),
    );
  }
}
