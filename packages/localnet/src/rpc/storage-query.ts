import type { Block } from "../engine/block.js";
import { blake2_256 } from "../engine/hash.js";
import type { Runtime } from "../engine/runtime.js";
import { metadataOf } from "../metadata/metadata.js";
import { rpcError } from "../node/errors.js";
import { type HexString, toHex } from "../scale/index.js";
import { Params } from "./params.js";

const MAX_ITEMS = 1000;

export interface StorageAnswer {
  readonly key: HexString;
  readonly value?: HexString;
  readonly hash?: HexString;
}

/** How a question wants each entry: whole, or as a hash. */
export const asValue = (key: HexString, bytes: Uint8Array): StorageAnswer => ({ key, value: toHex(bytes) });
export const asHash = (key: HexString, bytes: Uint8Array): StorageAnswer => ({ key, hash: blake2_256(bytes) });

/** `:code`. Clients tell runtimes from each other by its hash; there is no WebAssembly here: version and metadata stand for it. */
const CODE_KEY = "0x3a636f6465";
const codeOf = (runtime: Runtime): Uint8Array => {
  const { spec_name, spec_version } = runtime.version;
  return new TextEncoder().encode(`${spec_name} ${spec_version} ${blake2_256(metadataOf(runtime, 16))}`);
};

/** What a block's state has under a key, the runtime's code included. */
export const valueAt = (runtime: Runtime, { state }: Pick<Block, "state">, key: HexString): Uint8Array | undefined =>
  state.get(key) ?? (key === CODE_KEY ? codeOf(runtime) : undefined);

/** The objects of a list parameter. @throws -32602 for anything else, and for too many. */
export function listOfItems(params: Params, index: number): Record<string, unknown>[] {
  const items = params.at(index);
  const fits = Array.isArray(items) && items.length <= MAX_ITEMS && items.every((item) => typeof item === "object");
  if (!fits)
    throw rpcError(-32602, `Invalid params: parameter ${index} should be a list of at most ${MAX_ITEMS} items`);
  return items.map((item) => item ?? {});
}

/** What a block's storage answers to one question `{ key, type, paginationStartKey? }` of the newer groups. */
export function answerQuery(runtime: Runtime, block: Block, query: Record<string, unknown>): StorageAnswer[] {
  const { type, paginationStartKey } = query;
  const params = new Params([query.key, paginationStartKey]);
  const key = params.key(0);
  const start = params.optionalKey(1);
  const value = valueAt(runtime, block, key);
  const descendants = () => block.state.entries(key).filter(([at]) => start === undefined || at > start);
  switch (type) {
    case "value":
      return value ? [asValue(key, value)] : [];
    case "hash":
      return value ? [asHash(key, value)] : [];
    case "descendantsValues":
      return descendants().map(([at, bytes]) => asValue(at, bytes));
    case "descendantsHashes":
      return descendants().map(([at, bytes]) => asHash(at, bytes));
    case "closestDescendantMerkleValue":
      // There is no Merkle tree here, so no value of one.
      return [];
    default:
      throw rpcError(-32602, "Invalid params: an item asks for a type that is not known");
  }
}
