import type { Block } from "../engine/block.js";
import { blake2_256 } from "../engine/hash.js";
import type { Runtime } from "../engine/runtime.js";
import { type HexString, toHex } from "../scale/index.js";
import { Params } from "./params.js";

/** `:code`. Clients tell runtimes from each other by its hash; there is no WebAssembly here, so the version stands for it. */
const CODE_KEY = "0x3a636f6465";
const codeOf = ({ version }: Runtime): Uint8Array =>
  new TextEncoder().encode(`${version.spec_name} ${version.spec_version}`);

/** What one `{ key, type }` of the newer specification asks of a block: any number of items, each with its key. */
export function answerQuery(runtime: Runtime, { state }: Block, query: unknown): Record<string, string>[] {
  const { key: given, type } = (query ?? {}) as { key?: unknown; type?: unknown };
  const key = new Params([given]).key(0);
  const value = state.get(key) ?? (key === CODE_KEY ? codeOf(runtime) : undefined);
  const valueItem = (at: HexString, bytes: Uint8Array) => ({ key: at, value: toHex(bytes) });
  const hashItem = (at: HexString, bytes: Uint8Array) => ({ key: at, hash: blake2_256(bytes) });
  switch (type) {
    case "value":
      return value ? [valueItem(key, value)] : [];
    case "hash":
      return value ? [hashItem(key, value)] : [];
    case "descendantsValues":
      return state.entries(key).map(([at, bytes]) => valueItem(at, bytes));
    case "descendantsHashes":
      return state.entries(key).map(([at, bytes]) => hashItem(at, bytes));
    default:
      // There is no Merkle tree here, so no value of one.
      return [];
  }
}
