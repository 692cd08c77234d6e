import { headerToJson } from "../../engine/header.js";
import type { StoredBlock } from "../../node/chain.js";
import { toHex } from "../../scale/index.js";
import type { RpcContext, RpcMethod, RpcMethods } from "../method.js";
import type { Params } from "../params.js";

/** The block of a hash, or the best one. `undefined` if the chain does not know it (any more). */
function findBlock({ node }: RpcContext, params: Params): StoredBlock | undefined {
  const hash = params.optionalHash(0);
  return hash === undefined ? node.chain.best : node.chain.byHash(hash);
}

function blockHash({ node }: RpcContext, number: unknown): string | null {
  return node.chain.byNumber(Number(number))?.hash ?? null;
}

/** Announces heads: the one that is there, then each new one. */
const headSubscription =
  (notification: string): RpcMethod =>
  ({ node }, _, session) =>
    session.subscribe(notification, (notify) => {
      notify(headerToJson(node.chain.best.header));
      return node.onHead(({ block }) => notify(headerToJson(block.header)));
    });

const unsubscribe: RpcMethod = (_, params, session) => session.unsubscribe(params.at(0));

export const chainMethods: RpcMethods = {
  chain_getBlockHash(context, params) {
    const asked = params.at(0);
    if (asked === undefined) return context.node.chain.best.hash;
    return Array.isArray(asked) ? asked.map((number) => blockHash(context, number)) : blockHash(context, asked);
  },
  chain_getFinalizedHead: ({ node }) => node.chain.best.hash,
  chain_getHeader(context, params) {
    const block = findBlock(context, params);
    return block ? headerToJson(block.header) : null;
  },
  chain_getBlock(context, params) {
    const block = findBlock(context, params);
    if (!block) return null;
    const extrinsics = block.extrinsics.map(toHex);
    return { block: { header: headerToJson(block.header), extrinsics }, justifications: null };
  },
  chain_subscribeNewHeads: headSubscription("chain_newHead"),
  chain_unsubscribeNewHeads: unsubscribe,
  chain_subscribeFinalizedHeads: headSubscription("chain_finalizedHead"),
  chain_unsubscribeFinalizedHeads: unsubscribe,
  chain_subscribeAllHeads: headSubscription("chain_allHead"),
  chain_unsubscribeAllHeads: unsubscribe,
};
