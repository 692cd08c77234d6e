import { describeError } from "@taostack/primitives";
import type { Block } from "../../engine/block.js";
import { header as headerType } from "../../engine/header.js";
import type { Runtime } from "../../engine/runtime.js";
import { rpcError } from "../../node/errors.js";
import { toHex } from "../../scale/index.js";
import { CHAIN_PROPERTIES } from "../chain-properties.js";
import { Follow } from "../follow.js";
import type { RpcMethod, RpcMethods } from "../method.js";
import { Params } from "../params.js";
import type { Session } from "../session.js";
import { answerQuery, listOfItems } from "../storage-query.js";

const MAX_FOLLOWS = 4;

/** The followers of each connection. */
const followsOf = new WeakMap<Session, Map<string, Follow>>();

function openFollows(session: Session): Map<string, Follow> {
  const follows = followsOf.get(session) ?? new Map<string, Follow>();
  followsOf.set(session, follows);
  return follows;
}

const follow: RpcMethod = ({ node }, params, session) => {
  const follows = openFollows(session);
  if (follows.size >= MAX_FOLLOWS) throw rpcError(-32800, "Too many subscriptions that follow the chain");
  const following = new Follow(node, params.at(0) === true ? runtimeEvent(node.runtime) : undefined);
  const id: string = session.subscribe("chainHead_v1_followEvent", (notify, end) => {
    const stop = following.start(notify, end);
    return () => {
      follows.delete(id);
      stop();
    };
  });
  follows.set(id, following);
  return id;
};

const runtimeEvent = ({ version }: Runtime) => ({
  type: "valid",
  spec: {
    specName: version.spec_name,
    implName: version.impl_name,
    specVersion: version.spec_version,
    implVersion: version.impl_version,
    transactionVersion: version.transaction_version,
    apis: Object.fromEntries(version.apis.map(([id, apiVersion]) => [toHex(id), apiVersion])),
  },
});

const followOf = (params: Params, session: Session): Follow | undefined =>
  followsOf.get(session)?.get(String(params.at(0)));

/** @throws -32801 for a block that the follower was not told of, or let go of. */
function pinnedBlock(following: Follow, params: Params): Block {
  const block = following.block(params.key(1));
  if (!block) throw rpcError(-32801, "Invalid block hash");
  return block;
}

/** A method that starts an operation; a follower that was stopped is told that its limit is reached. */
const operation =
  (
    work: (context: Parameters<RpcMethod>[0], block: Block, params: Params) => (operationId: string) => unknown[],
    started: object = {},
  ): RpcMethod =>
  (context, params, session) => {
    const following = followOf(params, session);
    if (!following) return { result: "limitReached" };
    const events = work(context, pinnedBlock(following, params), params);
    return { result: "started", operationId: following.operate(events), ...started };
  };

const body = operation((_, { extrinsics }) => (operationId) => [
  { event: "operationBodyDone", operationId, value: extrinsics.map(toHex) },
]);

const call = operation(({ node }, block, params) => {
  const name = params.string(2);
  const args = params.bytes(3);
  return (operationId) => {
    try {
      return [{ event: "operationCallDone", operationId, output: toHex(node.callAt(block, name, args)) }];
    } catch (error) {
      return [{ event: "operationError", operationId, error: describeError(error) }];
    }
  };
});

const storage = operation(
  ({ node }, block, params) => {
    const items = listOfItems(params, 2).flatMap((query) => answerQuery(node.runtime, block, query));
    return (operationId) => [
      ...(items.length > 0 ? [{ event: "operationStorageItems", operationId, items }] : []),
      { event: "operationStorageDone", operationId },
    ];
  },
  { discardedItems: 0 },
);

/** The groups of the newer JSON-RPC specification by which clients follow a chain and learn what it is. */
export const chainHeadMethods: RpcMethods = {
  chainHead_v1_follow: follow,
  chainHead_v1_unfollow(_, params, session) {
    session.unsubscribe(params.at(0));
    return null;
  },
  chainHead_v1_header(_, params, session) {
    const following = followOf(params, session);
    return following ? toHex(headerType.encode(pinnedBlock(following, params).header)) : null;
  },
  chainHead_v1_body: body,
  chainHead_v1_call: call,
  chainHead_v1_storage: storage,
  chainHead_v1_continue: () => null,
  chainHead_v1_stopOperation: () => null,
  chainHead_v1_unpin(_, params, session) {
    const following = followOf(params, session);
    const hashes = params.at(1);
    const list = new Params(Array.isArray(hashes) ? hashes : [hashes]);
    const count = Array.isArray(hashes) ? hashes.length : 1;
    for (let index = 0; following && index < count; index += 1) {
      if (!following.unpin(list.key(index))) throw rpcError(-32801, "Invalid block hash");
    }
    return null;
  },
  chainSpec_v1_chainName: ({ identity }) => identity.name,
  chainSpec_v1_genesisHash: ({ node }) => node.chain.genesis.hash,
  chainSpec_v1_properties: () => CHAIN_PROPERTIES,
};
