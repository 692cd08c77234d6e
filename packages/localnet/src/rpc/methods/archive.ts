import { describeError } from "@taostack/primitives";
import type { Block } from "../../engine/block.js";
import { header as headerType } from "../../engine/header.js";
import type { StoredBlock } from "../../node/chain.js";
import { rpcError } from "../../node/errors.js";
import { type HexString, toHex } from "../../scale/index.js";
import type { RpcContext, RpcMethod, RpcMethods } from "../method.js";
import { Params } from "../params.js";
import type { Notify } from "../session.js";
import { answerQuery } from "../storage-items.js";

const MAX_ITEMS = 1000;

const findBlock = ({ node }: RpcContext, params: Params, index = 0): StoredBlock | undefined =>
  node.chain.byHash(params.key(index));

function listOf(params: Params, index: number): readonly Record<string, unknown>[] {
  const items = params.at(index) ?? [];
  if (Array.isArray(items) && items.length <= MAX_ITEMS) return items.map((item) => (item ?? {}) as object as never);
  throw rpcError(-32602, `Invalid params: parameter ${index} should be a list of at most ${MAX_ITEMS} items`);
}

const unsubscribe: RpcMethod = (_, params, session) => {
  session.unsubscribe(params.at(0));
  return null;
};

/** A subscription that tells what `work` finds and then ends. Its last event says whether something was in the way. */
const telling =
  (prefix: string, method: string, work: (context: RpcContext, params: Params, notify: Notify) => void): RpcMethod =>
  (context, params, session) =>
    session.subscribe(method, (notify, end) => {
      try {
        work(context, params, notify);
        notify({ event: `${prefix}Done` });
      } catch (error) {
        notify({ event: `${prefix}Error`, error: describeError(error) });
      }
      end();
      return () => undefined;
    });

const storage = telling("storage", "archive_v1_storageEvent", ({ node }, params, notify) => {
  const block = node.chain.at(params.key(0));
  for (const query of listOf(params, 1)) {
    const start = query.paginationStartKey === undefined ? undefined : new Params([query.paginationStartKey]).key(0);
    for (const item of answerQuery(node.runtime, block, query)) {
      if (start === undefined || (item.key as string) > start) notify({ event: "storage", ...item });
    }
  }
});

interface DiffItem {
  readonly prefix: HexString;
  readonly asValue: boolean;
}

const diffItem = ({ key, returnType }: Record<string, unknown>): DiffItem => ({
  prefix: new Params([key ?? "0x"]).key(0),
  asValue: returnType === "value",
});

const storageDiff = telling("storageDiff", "archive_v1_storageDiffEvent", ({ node }, params, notify) => {
  const block = node.chain.at(params.key(0));
  const previous = node.chain.at(params.optionalHash(1) ?? block.header.parent_hash);
  const asked = listOf(params, 2).map(diffItem);
  for (const item of asked.length > 0 ? asked : [diffItem({})]) tellDiff(node.runtime, block, previous, item, notify);
});

function tellDiff(
  runtime: RpcContext["node"]["runtime"],
  block: Block,
  previous: Block,
  { prefix, asValue }: DiffItem,
  notify: Notify,
): void {
  const before = new Map(previous.state.entries(prefix));
  const keys = new Set([...before.keys(), ...block.state.entries(prefix).map(([key]) => key)]);
  for (const key of [...keys].sort()) {
    const [was, is] = [before.get(key), block.state.get(key)];
    if (was && is && Buffer.compare(was, is) === 0) continue;
    const type = was === undefined ? "added" : is === undefined ? "deleted" : "modified";
    const [item] = answerQuery(runtime, is === undefined ? previous : block, { key, type: asValue ? "value" : "hash" });
    notify({ event: "storageDiff", ...item, type });
  }
}

/** The archive group of the newer JSON-RPC specification: any block that is still kept, without following the chain. */
export const archiveMethods: RpcMethods = {
  archive_v1_body(context, params) {
    return findBlock(context, params)?.extrinsics.map(toHex) ?? null;
  },
  archive_v1_call(context, params) {
    if (!findBlock(context, params)) return null;
    const [hash, name, args] = [params.key(0), params.string(1), params.bytes(2)];
    try {
      return { success: true, value: toHex(context.node.call(name, args, hash)) };
    } catch (error) {
      return { success: false, error: describeError(error) };
    }
  },
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
  archive_v1_stopStorage: unsubscribe,
  archive_v1_storageDiff: storageDiff,
  archive_v1_storageDiff_stopStorageDiff: unsubscribe,
};
