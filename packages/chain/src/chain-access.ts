import type { Connection } from "./connection/connection.js";
import type { Extrinsic, Runtime } from "./runtime/runtime.js";
import type { TxReceipt } from "./transactions/receipt.js";
import { Transactions, type WriteOptions } from "./transactions/submit.js";

const PAGE = 1_000;

type StorageChanges = readonly { readonly changes: readonly (readonly [key: string, value: string | null])[] }[];

/**
 * Reads and writes by the chain's own names. What a runtime lacks is `chain/unsupported`. Values are plain: see `PlainTypes`; the
 * type parameter says what the caller knows of the type.
 */
export class ChainAccess {
  readonly #transactions: Transactions;

  constructor(readonly connection: Connection) {
    this.#transactions = new Transactions(connection);
  }

  /** One storage entry. @param at - Hex hash of the block to read; the newest by default. */
  async query<T>(pallet: string, item: string, args: readonly unknown[] = [], at?: string): Promise<T> {
    return this.connection.read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs) => {
      const storage = runtime.storage(pallet, item);
      const params = at === undefined ? [storage.key(args)] : [storage.key(args), at];
      return storage.decode((await socket.request("state_getStorage", params, timeoutMs)) as string | null) as T;
    });
  }

  /** Several entries of one item, in one request, from one block. */
  async queryMany<T>(pallet: string, item: string, argLists: readonly (readonly unknown[])[]): Promise<T[]> {
    if (argLists.length === 0) return [];
    return this.connection.read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs) => {
      const storage = runtime.storage(pallet, item);
      const keys = argLists.map((args) => storage.key(args));
      const answer = (await socket.request("state_queryStorageAt", [keys], timeoutMs)) as StorageChanges;
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
    return this.connection.read(`reading ${pallet}.${item}`, async ({ socket, runtime }, timeoutMs) => {
      const storage = runtime.storage(pallet, item);
      const prefix = storage.prefix(prefixArgs);
      const at = await socket.request("chain_getBlockHash", [], timeoutMs);
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
    return this.connection.read(`calling ${trait}.${method}`, async ({ socket, runtime }, timeoutMs) => {
      const { name, encode, decode } = runtime.method(trait, method);
      return decode(String(await socket.request("state_call", [name, encode(args)], timeoutMs))) as T;
    });
  }

  constant<T>(pallet: string, name: string): T {
    return this.connection.runtime.constant(pallet, name) as T;
  }

  /** A raw JSON-RPC read. @throws `chain/rpc_error` if the node refuses it. */
  async rpc<T>(method: string, params: readonly unknown[] = []): Promise<T> {
    return this.connection.read(
      method,
      ({ socket }, timeoutMs) => socket.request(method, params, timeoutMs) as Promise<T>,
    );
  }

  /** Signs and sends one call, and waits until it is in a block. @throws as `Transactions.send`. */
  submit(pallet: string, name: string, args: readonly unknown[], options: WriteOptions): Promise<TxReceipt> {
    return this.submitBuilt((runtime) => runtime.call(pallet, name, args), options);
  }

  /** The same for calls inside calls. @throws as `Transactions.send`. */
  submitBuilt(build: (runtime: Runtime) => Extrinsic, options: WriteOptions): Promise<TxReceipt> {
    return this.#transactions.send(build, options);
  }
}
