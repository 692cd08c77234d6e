import { createRequire } from "node:module";
import type sortedBTree from "sorted-btree";
import type { State } from "../frame/index.js";
import { type HexString, Writer } from "../scale/index.js";
import { blake2_256 } from "./hash.js";

// A CommonJS module with a default export: what `import` gives depends on who loads it, what `require` gives does not.
const { default: SortedTree } = createRequire(import.meta.url)("sorted-btree") as typeof sortedBTree;
type Tree = InstanceType<typeof sortedBTree.default<HexString, Uint8Array>>;
const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newTree = (): Tree => new SortedTree<HexString, Uint8Array>(undefined, compareKeys);

/** Enough for what the blocks of a few full subnets touch. */
const MAX_RECENT = 8192;

/** What a key held before it was written. */
type Change = readonly [key: HexString, before: Uint8Array | undefined];

/**
 * The state of one block: a sorted tree whose copies share what they have in common, and a journal of the writes, which
 * makes undoing a failed call cheap.
 */
export class TreeState implements State {
  readonly #tree: Tree;
  #journal: Change[] = [];
  /** Values that were read or written lately. Only the newest of a line of states has them; the others are seldom read. */
  #recent: Map<HexString, Uint8Array | undefined> | undefined;

  constructor(tree: Tree = newTree(), recent: Map<HexString, Uint8Array | undefined> = new Map()) {
    this.#tree = tree;
    this.#recent = recent;
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: HexString): Uint8Array | undefined {
    const recent = this.#recent;
    if (recent === undefined) return this.#tree.get(key);
    const found = recent.get(key);
    if (found !== undefined || recent.has(key)) return found;
    const value = this.#tree.get(key);
    if (recent.size >= MAX_RECENT) recent.clear();
    recent.set(key, value);
    return value;
  }

  #set(key: HexString, value: Uint8Array | undefined): void {
    if (value === undefined) this.#tree.delete(key);
    else this.#tree.set(key, value);
    this.#recent?.set(key, value);
  }

  entries(prefix: HexString): (readonly [HexString, Uint8Array])[] {
    const found: [HexString, Uint8Array][] = [];
    // "g" sorts after every hex digit.
    this.#tree.forRange(prefix, `${prefix}g`, false, (key, value) => {
      found.push([key, value]);
    });
    return found;
  }

  /** At most `limit` keys under `prefix`, in order, after `startKey`. */
  keys(prefix: HexString, limit: number, startKey?: HexString): HexString[] {
    const found: HexString[] = [];
    const from = startKey !== undefined && startKey > prefix ? startKey : prefix;
    this.#tree.forRange(from, `${prefix}g`, false, (key) => {
      if (key !== startKey) found.push(key);
      return found.length >= limit ? { break: true } : undefined;
    });
    return found;
  }

  put(key: HexString, value: Uint8Array): void {
    const before = this.get(key);
    // Most puts of a block leave things as they are; those shall neither copy a part of the tree nor be looked at again.
    if (sameValue(before, value)) return;
    this.#journal.push([key, before]);
    this.#set(key, value);
  }

  delete(key: HexString): void {
    const before = this.get(key);
    if (before === undefined) return;
    this.#journal.push([key, before]);
    this.#set(key, undefined);
  }

  /** A point to come back to with `rollback`. */
  checkpoint(): number {
    return this.#journal.length;
  }

  rollback(checkpoint: number): void {
    for (const [key, before] of this.#journal.splice(checkpoint).reverse()) this.#set(key, before);
  }

  /** The keys written since this state was forked whose values are not what they were, sorted. */
  changedKeys(): HexString[] {
    const first = new Map<HexString, Uint8Array | undefined>();
    for (const [key, before] of this.#journal) if (!first.has(key)) first.set(key, before);
    const changed = [...first].filter(([key, before]) => !sameValue(before, this.get(key)));
    return changed.map(([key]) => key).sort(compareKeys);
  }

  /** A copy to write on; this one stays as it is. */
  fork(): TreeState {
    const recent = this.#recent;
    this.#recent = undefined;
    return new TreeState(this.#tree.clone(), recent);
  }
}

/** Up to here a loop is faster than leaving JavaScript. */
const SHORT_BYTES = 64;

function sameValue(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  if (a.length > SHORT_BYTES) return Buffer.compare(a, b) === 0;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/**
 * Commits to a state through its history: the parent's root and every change. Not a Merkle root, so it proves no single
 * value; no client of a development chain asks for such a proof.
 */
export function stateRoot(parentRoot: HexString, state: TreeState, changedKeys: readonly HexString[]): HexString {
  const out = new Writer(16_384);
  out.hex(parentRoot);
  for (const key of changedKeys) {
    const value = state.get(key);
    out.u32(key.length);
    out.hex(key);
    out.u32(value === undefined ? 0xffff_ffff : value.length);
    if (value !== undefined) out.bytes(value);
  }
  return blake2_256(out.finish());
}
