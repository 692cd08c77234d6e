import { describeError } from "@taostack/primitives";
import type { Block } from "../../engine/block.js";
import { header as headerType } from "../../engine/header.js";
import type { StoredBlock } from "../../node/chain.js";
import { rpcError } from "../../node/errors.js";
import { differingKeys } from "../../node/state-difference.js";
import { type HexString, toHex } from "../../scale/index.js";
import type { RpcContext, RpcMethod, RpcMethods } from "../method.js";
import { Params } from "../params.js";
import { answerQuery, asHash, asValue, listOfItems, type StorageAnswer } from "../storage-query.js";

const findBlock = ({ node }: RpcContext, params: Params): StoredBlock | undefined => node.chain.byHash(params.key(0));

const call: RpcMethod = (context, params) => {
  const block = findBlock(context, params);
  const [name, args] = [params.string(1), params.bytes(2)];
  if (!block) return null;
  try {
    const { node } = context;
    return { success: true, value: toHex(node.callAt(node.chain.at(block.hash), name, args)) };
  } catch (error) {
    return { success: false, error: describeError(error) };
  }
};

/** A subscription that gives events until there are no more; what goes wrong on the way is its last event. */
function report(
  method: string,
  failed: string,
  events: (context: RpcContext, params: Params) => () => Iterable<object>,
): RpcMethod {
  return (context, params, session) => {
    const answer = events(context, params);
    return session.subscribe(method, (notify, end) => {
      try {
        for (const event of answer()) notify(event);
      } catch (error) {
        notify({ event: failed, error: describeError(error) });
      }
      end();
      return () => undefined;
    });
  };
}

const storage = report("archive_v1_storageEvent", "storageError", ({ node }, params) => {
  const hash = params.key(0);
  const items = listOfItems(params, 1);
  // No pallet of this chain has a trie of its own.
  const ofChild = params.optionalKey(2) !== undefined;
  return function* () {
    const block = node.chain.at(hash);
    for (const item of ofChild ? [] : items) {
      for (const answer of answerQuery(node.runtime, block, item)) yield { event: "storage", ...answer };
    }
    yield { event: "storageDone" };
  };
});

interface DiffItem {
  readonly prefix: HexString;
  readonly form: (key: HexString, bytes: Uint8Array) => StorageAnswer;
}

function diffItems(params: Params): DiffItem[] {
  if (params.at(1) === undefined) return [{ prefix: "0x", form: asValue }];
  return listOfItems(params, 1).flatMap(({ key, returnType, childTrieKey }) => {
    if (returnType !== "value" && returnType !== "hash") throw rpcError(-32602, "Invalid params: returnType");
    const prefix = new Params([key]).optionalKey(0) ?? "0x";
    const form = returnType === "value" ? asValue : asHash;
    return (childTrieKey ?? undefined) === undefined ? [{ prefix, form }] : [];
  });
}

function* difference(before: Block, after: Block, items: readonly DiffItem[]): Generator<object> {
  for (const key of differingKeys(before, after)) {
    const [old, now] = [before.state.get(key), after.state.get(key)];
    const type = old === undefined ? "added" : now === undefined ? "deleted" : "modified";
    for (const { prefix, form } of items) {
      if (key.startsWith(prefix)) yield { event: "storageDiff", ...form(key, (now ?? old) as Uint8Array), type };
    }
  }
}

const storageDiff = report("archive_v1_storageDiffEvent", "storageDiffError", ({ node }, params) => {
  const hash = params.key(0);
  const items = diffItems(params);
  const previous = params.optionalHash(2);
  return function* () {
    const block = node.chain.at(hash);
    const before = node.chain.at(previous ?? block.header.parent_hash);
    if (before.number >= block.number) throw rpcError(-32602, "the previous block is not an ancestor of the other");
    yield* difference(before, block, items);
    yield { event: "storageDiffDone" };
  };
});

const stop: RpcMethod = (_, params, session) => {
  session.unsubscribe(params.at(0));
  return null;
};

/** The group of the newer JSON-RPC specification that answers about any block: as far back as the chain remembers. */
export const archiveMethods: RpcMethods = {
  archive_v1_body: (context, params) => findBlock(context, params)?.extrinsics.map(toHex) ?? null,
  archive_v1_call: call,
  archive_v1_finalizedHeight: ({ node }) => node.chain.best.number,
  archive_v1_genesisHash: ({ node }) => node.chain.genesis.hash,
  archive_v1_hashByHeight({ node }, params) {
    const block = node.chain.byNumber(params.number(0));
    return block ? [block.hash] : [];
  },
  archive_v1_header(context, params) {
    const block = findBlock(context, params);
    return block ? toHex(headerType.encode(block.header)) : null;
  },
  archive_v1_storage: storage,
  archive_v1_stopStorage: stop,
  archive_v1_storageDiff: storageDiff,
  archive_v1_stopStorageDiff: stop,
};
