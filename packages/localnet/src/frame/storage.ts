import { Twox128 } from "@polkadot-api/substrate-bindings";
import { concatBytes } from "@taostack/primitives";
import { bytesOfHex, type HexString, Reader, type ScaleType, toHex } from "../scale/index.js";
import { HASH_BYTES, type HashedKey } from "./hashers.js";
import type { State, StateReader } from "./state.js";

/** Where a storage item is read: any context of a call, a hook or a runtime API. */
export interface Readable {
  readonly state: StateReader;
}
export interface Writable {
  readonly state: State;
}

/** The full key list, or any beginning of it. */
export type KeyPrefix<K extends readonly unknown[]> = K extends readonly [...infer Rest, unknown]
  ? K | KeyPrefix<Rest>
  : readonly [];

/** A storage item before it belongs to a pallet. `Q` is what reading gives: `V`, or `V | undefined` without a default. */
export interface StorageSpec<K extends readonly unknown[], V, Q> {
  readonly keys: readonly HashedKey<unknown>[];
  readonly type: ScaleType<V>;
  readonly fallback: Uint8Array | undefined;
  readonly docs: readonly string[];
  /** Never set: carries the types. */
  readonly types?: (keys: K, query: Q) => void;
}

type Mutable<K extends readonly unknown[]> = { -readonly [I in keyof K]: K[I] };
type HashedKeys<K extends readonly unknown[]> = { readonly [I in keyof K]: HashedKey<K[I]> };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

type Docs = string | readonly string[];
const docLines = (docs: Docs): readonly string[] => (typeof docs === "string" ? [docs] : docs);

/** A single value; absent reads as `fallback`. */
export const value = <V>(type: ScaleType<V>, fallback: NoInfer<V>, docs: Docs = []): StorageSpec<[], V, V> => ({
  keys: [],
  type,
  fallback: type.encode(fallback),
  docs: docLines(docs),
});

/** A single value; absent reads as `undefined`. */
export const optional = <V>(type: ScaleType<V>, docs: Docs = []): StorageSpec<[], V, V | undefined> => ({
  keys: [],
  type,
  fallback: undefined,
  docs: docLines(docs),
});

/** A map over one or more hashed keys; absent reads as `fallback`. */
export const map = <const K extends readonly unknown[], V>(
  keys: HashedKeys<K>,
  type: ScaleType<V>,
  fallback: NoInfer<V>,
  docs: Docs = [],
): StorageSpec<Mutable<K>, V, V> => ({
  keys: keys as readonly HashedKey<unknown>[],
  type,
  fallback: type.encode(fallback),
  docs: docLines(docs),
});

/** A map over one or more hashed keys; absent reads as `undefined`. */
export const optionalMap = <const K extends readonly unknown[], V>(
  keys: HashedKeys<K>,
  type: ScaleType<V>,
  docs: Docs = [],
): StorageSpec<Mutable<K>, V, V | undefined> => ({
  keys: keys as readonly HashedKey<unknown>[],
  type,
  fallback: undefined,
  docs: docLines(docs),
});

/** The key of a plain item, and the prefix of a map. */
export const storageKey = (pallet: string, item: string): HexString =>
  toHex(concatBytes(Twox128(utf8(pallet)), Twox128(utf8(item))));

const MAX_SINGLE_KEYS = 1024;

/** One item of a pallet's storage. Reads decode afresh, so a value that was read may be changed and put back. */
export class StorageItem<K extends readonly unknown[] = readonly unknown[], V = unknown, Q = V> {
  readonly pallet: string;
  readonly name: string;
  readonly spec: StorageSpec<K, V, Q>;
  #prefix: HexString | undefined;
  readonly #single = new Map<unknown, HexString>();

  constructor(pallet: string, name: string, spec: StorageSpec<K, V, Q>) {
    this.pallet = pallet;
    this.name = name;
    this.spec = spec;
  }

  /** The key of the item, or of the map's entries that begin with these keys. */
  key(...keys: KeyPrefix<K>): HexString {
    if (keys.length === 0) return this.#ownKey;
    return keys.length === 1 ? this.#singleKey(keys[0]) : this.#joinedKey(keys);
  }

  /** Most items are read by netuid in every block; a text that is the same object each time is found faster, too. */
  #singleKey(only: unknown): HexString {
    const known = this.#single.get(only);
    if (known !== undefined) return known;
    const key = this.#joinedKey([only]);
    if (typeof only === "object") return key;
    if (this.#single.size >= MAX_SINGLE_KEYS) this.#single.clear();
    this.#single.set(only, key);
    return key;
  }

  #joinedKey(keys: readonly unknown[]): HexString {
    let key = this.#ownKey;
    for (let index = 0; index < keys.length; index += 1) key += this.spec.keys[index]?.digits(keys[index]);
    return key;
  }

  get #ownKey(): HexString {
    this.#prefix ??= storageKey(this.pallet, this.name);
    return this.#prefix;
  }

  get(at: Readable, ...keys: K): Q {
    const raw = at.state.get(this.key(...this.#full(keys))) ?? this.spec.fallback;
    return (raw === undefined ? undefined : this.spec.type.decode(raw)) as Q;
  }

  has(at: Readable, ...keys: K): boolean {
    return at.state.get(this.key(...this.#full(keys))) !== undefined;
  }

  put(at: Writable, ...keysAndValue: readonly [...K, V]): void {
    const [keys, value] = splitLast<K, V>(keysAndValue);
    at.state.put(this.key(...this.#full(keys)), this.spec.type.encode(value));
  }

  remove(at: Writable, ...keys: K): void {
    at.state.delete(this.key(...this.#full(keys)));
  }

  /** Reads, and puts back what `change` returns. `undefined` removes the entry. */
  mutate(at: Writable, ...keysAndChange: readonly [...K, (value: Q) => V | (undefined extends Q ? undefined : never)]) {
    const [keys, change] = splitLast<K, (value: Q) => V | undefined>(keysAndChange);
    const changed = change(this.get(at, ...keys));
    if (changed === undefined) this.remove(at, ...keys);
    else this.put(at, ...([...keys, changed] as unknown as readonly [...K, V]));
  }

  /** Removes and returns what was there. */
  take(at: Writable, ...keys: K): Q {
    const taken = this.get(at, ...keys);
    this.remove(at, ...keys);
    return taken;
  }

  /** The entries under `prefix` with their full keys, in the order of the raw keys, which is not numeric order. */
  entries(at: Readable, ...prefix: KeyPrefix<K>): [K, V][] {
    return at.state
      .entries(this.key(...prefix))
      .map(([key, raw]) => [this.decodeKey(key), this.spec.type.decode(raw)] as [K, V]);
  }

  keys(at: Readable, ...prefix: KeyPrefix<K>): K[] {
    return at.state.entries(this.key(...prefix)).map(([key]) => this.decodeKey(key));
  }

  /** Removes every entry under `prefix`; returns how many there were. */
  clear(at: Writable, ...prefix: KeyPrefix<K>): number {
    const entries = at.state.entries(this.key(...prefix));
    for (const [key] of entries) at.state.delete(key);
    return entries.length;
  }

  /** The keys that a raw key of this map was made of. */
  decodeKey(key: HexString): K {
    const input = new Reader(bytesOfHex(key));
    input.bytes(32);
    const keys = this.spec.keys.map(({ hasher, type }) => {
      input.bytes(HASH_BYTES[hasher]);
      return type.codec.read(input);
    });
    return keys as unknown as K;
  }

  #full(keys: K): KeyPrefix<K> {
    return keys as unknown as KeyPrefix<K>;
  }
}

const splitLast = <K extends readonly unknown[], L>(items: readonly unknown[]): [K, L] => [
  items.slice(0, -1) as unknown as K,
  items.at(-1) as L,
];

/** A storage item as the metadata sees it. */
export interface StorageEntry {
  readonly name: string;
  readonly spec: Omit<StorageSpec<readonly unknown[], unknown, unknown>, "types">;
}

/** A bound for inference: the phantom types are parameters of a function, so `never` fits them all. */
type AnySpec = StorageSpec<never, unknown, never>;
export type StorageSpecs = Readonly<Record<string, AnySpec>>;
export type StorageOf<S extends StorageSpecs> = {
  readonly [N in keyof S]: S[N] extends StorageSpec<infer K, infer V, infer Q> ? StorageItem<K, V, Q> : never;
};

/** The storage of a pallet, under the chain's names: `storage.Account.get(ctx, who)`. */
export function defineStorage<const S extends StorageSpecs>(pallet: string, specs: S): StorageOf<S> {
  const items = Object.entries(specs).map(([name, spec]) => [name, new StorageItem(pallet, name, spec)]);
  return Object.fromEntries(items) as StorageOf<S>;
}
