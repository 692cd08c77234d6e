import type { Block } from "../../engine/block.js";
import { blake2_256 } from "../../engine/hash.js";
import type { Runtime } from "../../engine/runtime.js";
import { metadataOf } from "../../metadata/metadata.js";
import { rpcError } from "../../node/errors.js";
import { ZERO_HASH } from "../../pallets/system/storage.js";
import { type Hash, type HexString, toHex } from "../../scale/index.js";
import type { RpcContext, RpcMethod, RpcMethods } from "../method.js";
import type { Params } from "../params.js";
import { valueAt } from "../storage-query.js";

const MAX_PAGE = 1000;
const MAX_KEYS = 10_000;

export function runtimeVersionToJson({ version }: Runtime) {
  return {
    specName: version.spec_name,
    implName: version.impl_name,
    authoringVersion: version.authoring_version,
    specVersion: version.spec_version,
    implVersion: version.impl_version,
    apis: version.apis.map(([id, apiVersion]) => [toHex(id), apiVersion]),
    transactionVersion: version.transaction_version,
    systemVersion: version.system_version,
    stateVersion: version.system_version,
  };
}

const hexOrNull = (value: Uint8Array | undefined): string | null => (value === undefined ? null : toHex(value));

const askedValue = ({ node }: RpcContext, params: Params): Uint8Array | undefined =>
  valueAt(node.runtime, node.chain.at(params.optionalHash(1)), params.key(0));

const valuesAt = ({ hash, state }: Block, keys: readonly HexString[]) => ({
  block: hash,
  changes: keys.map((key) => [key, hexOrNull(state.get(key))] as const),
});

const unsubscribe: RpcMethod = (_, params, session) => session.unsubscribe(params.at(0));

const getKeysPaged: RpcMethod = ({ node }, params) => {
  const count = params.number(1);
  if (count > MAX_PAGE) throw rpcError(4002, `count exceeds maximum value. value: ${count}, max: ${MAX_PAGE}`);
  const { state } = node.chain.at(params.optionalHash(3));
  return state.keys(params.optionalKey(0) ?? "0x", count, params.optionalKey(2));
};

/** First every asked key, then those that changed with each new head. Without keys: everything that changes. */
const subscribeStorage: RpcMethod = ({ node }, params, session) => {
  const keys = params.at(0) === undefined ? undefined : params.keys(0, MAX_KEYS);
  const asked = keys && new Set(keys);
  return session.subscribe("state_storage", (notify) => {
    notify(valuesAt(node.chain.best, keys ?? []));
    return node.onHead(({ block, changedKeys }) => {
      const changed = asked ? changedKeys.filter((key) => asked.has(key)) : changedKeys;
      if (changed.length > 0) notify(valuesAt(block, changed));
    });
  });
};

/** The blocks from one to another, both included; the best one if no other is given. @throws 4001 if there is no such way. */
function blocksBetween({ node }: RpcContext, params: Params): Block[] {
  const first = node.chain.at(params.key(1));
  const last = node.chain.at(params.optionalHash(2));
  const count = last.number - first.number + 1;
  if (count < 1) throw rpcError(4001, `Cannot resolve a block range ['${first.hash}' ... '${last.hash}]`);
  return Array.from({ length: count }, (_, index) =>
    node.chain.at(node.chain.byNumber(first.number + index)?.hash ?? ZERO_HASH),
  );
}

/** Every asked key as it was in the first block, then what changed from block to block. */
const queryStorage: RpcMethod = (context, params) => {
  const keys = params.keys(0, MAX_KEYS);
  const known = new Map<HexString, string | null>();
  return blocksBetween(context, params).flatMap((block) => {
    const { changes } = valuesAt(block, keys);
    const changed = changes.filter(([key, value]) => known.get(key) !== value);
    for (const [key, value] of changed) known.set(key, value);
    return changed.length > 0 ? [{ block: block.hash, changes: changed }] : [];
  });
};

export const stateMethods: RpcMethods = {
  state_getRuntimeVersion: ({ node }) => runtimeVersionToJson(node.runtime),
  state_subscribeRuntimeVersion: ({ node }, _, session) =>
    session.subscribe("state_runtimeVersion", (notify) => {
      notify(runtimeVersionToJson(node.runtime));
      return () => undefined;
    }),
  state_unsubscribeRuntimeVersion: unsubscribe,
  state_getMetadata: ({ node }) => toHex(metadataOf(node.runtime, 14)),
  state_call: ({ node }, params) =>
    toHex(node.call(params.string(0), params.optionalBytes(1) ?? new Uint8Array(), params.optionalHash(2))),
  state_getStorage: (context, params) => hexOrNull(askedValue(context, params)),
  state_getStorageHash(context, params): Hash | null {
    const value = askedValue(context, params);
    return value === undefined ? null : blake2_256(value);
  },
  state_getStorageSize: (context, params) => askedValue(context, params)?.length ?? null,
  state_getKeys: ({ node }, params) =>
    node.chain.at(params.optionalHash(1)).state.keys(params.key(0), Number.POSITIVE_INFINITY),
  state_getKeysPaged: getKeysPaged,
  state_getPairs: ({ node }, params) =>
    node.chain
      .at(params.optionalHash(1))
      .state.entries(params.key(0))
      .map(([key, value]) => [key, toHex(value)]),
  state_queryStorageAt: ({ node }, params) => [
    valuesAt(node.chain.at(params.optionalHash(1)), params.keys(0, MAX_KEYS)),
  ],
  state_queryStorage: queryStorage,
  state_subscribeStorage: subscribeStorage,
  state_unsubscribeStorage: unsubscribe,
};
