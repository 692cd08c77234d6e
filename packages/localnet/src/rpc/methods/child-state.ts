import type { RpcMethod, RpcMethods } from "../method.js";

/** An answer about a trie beside the main one. No pallet of this chain has any; the block must be one whose state is there. */
const nothing =
  (hashAt: number, answer: (keys: unknown) => unknown): RpcMethod =>
  ({ node }, params) => {
    params.key(0);
    node.chain.at(params.optionalHash(hashAt));
    return answer(params.at(1));
  };

const none = (): null => null;
const empty = (): [] => [];

export const childStateMethods: RpcMethods = {
  childstate_getKeys: nothing(2, empty),
  childstate_getKeysPaged: nothing(4, empty),
  childstate_getStorage: nothing(2, none),
  childstate_getStorageEntries: nothing(2, (keys) => (Array.isArray(keys) ? keys.map(none) : [])),
  childstate_getStorageHash: nothing(2, none),
  childstate_getStorageSize: nothing(2, none),
};
