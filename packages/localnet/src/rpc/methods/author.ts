import { blake2_256 } from "../../engine/hash.js";
import { rpcError } from "../../node/errors.js";
import { type Hash, toHex } from "../../scale/index.js";
import type { RpcMethod, RpcMethods } from "../method.js";
import { Params } from "../params.js";
import { watchTransaction } from "../status-relay.js";

const submitAndWatch: RpcMethod = ({ node }, params, session) => {
  const bytes = params.bytes(0);
  return watchTransaction(node, session, {
    method: "author_extrinsicUpdate",
    submit: (listener) => node.submit(bytes, listener),
    form: (status) => status,
  });
};

/** Transactions are named by `{ hash }` or by `{ extrinsic }`. */
function toHash(named: unknown): Hash {
  const { hash, extrinsic } = (named ?? {}) as { hash?: unknown; extrinsic?: unknown };
  const params = new Params([hash, extrinsic]);
  return hash === undefined ? blake2_256(params.bytes(1)) : params.key(0);
}

/** Gives the hashes of those that waited. */
const removeExtrinsic: RpcMethod = ({ node }, params) => {
  const list = params.at(0);
  if (!Array.isArray(list)) throw rpcError(-32602, "Invalid params: parameter 0 should be a list of transactions");
  return list.map(toHash).filter((hash) => node.pool.withdraw(hash));
};

/** `[public key, type of four letters]`. The chain's author keeps no key where one could ask for it. */
const hasKey: RpcMethod = (_, params) => {
  params.bytes(0);
  params.string(1);
  return false;
};

export const authorMethods: RpcMethods = {
  author_submitExtrinsic: ({ node }, params) => node.submit(params.bytes(0)),
  author_submitAndWatchExtrinsic: submitAndWatch,
  author_unwatchExtrinsic: (_, params, session) => session.unsubscribe(params.at(0)),
  author_pendingExtrinsics: ({ node }) => node.pool.pending().map(toHex),
  author_removeExtrinsic: removeExtrinsic,
  author_hasKey: hasKey,
  author_hasSessionKeys: (_, params) => {
    params.bytes(0);
    return false;
  },
};
