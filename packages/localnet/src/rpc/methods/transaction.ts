import { describeError, isCodedError } from "@taostack/primitives";
import { blake2_256 } from "../../engine/hash.js";
import type { RpcErrorData } from "../../node/errors.js";
import type { LocalNode } from "../../node/node.js";
import type { StatusListener, TransactionStatus } from "../../node/pool.js";
import type { Hash } from "../../scale/index.js";
import type { RpcMethod, RpcMethods } from "../method.js";
import { watchTransaction } from "../status-relay.js";

/** The text of a refusal with its reason. */
function reasonOf(error: unknown): string {
  if (!isCodedError(error, "localnet/rpc")) return describeError(error);
  const { rpcData } = error.data as unknown as RpcErrorData;
  return rpcData === undefined ? error.message : `${error.message}: ${rpcData}`;
}

function blockOf(node: LocalNode, hash: Hash, transaction: Hash): { hash: Hash; index: number } {
  const extrinsics = node.chain.byHash(hash)?.extrinsics ?? [];
  return { hash, index: extrinsics.findIndex((bytes) => blake2_256(bytes) === transaction) };
}

/** A refusal is not the reply's error here, but an event. */
const submitAndWatch: RpcMethod = ({ node }, params, session) => {
  const bytes = params.bytes(0);
  const transaction = blake2_256(bytes);
  let refusal = "The transaction is not valid any more";
  const form = (status: TransactionStatus): object => {
    if (status === "ready" || status === "future") return { event: "validated" };
    if (status === "invalid") return { event: "invalid", error: refusal };
    if (status === "dropped") return { event: "dropped", error: "The chain went back, or ends" };
    return "inBlock" in status
      ? { event: "bestChainBlockIncluded", block: blockOf(node, status.inBlock, transaction) }
      : { event: "finalized", block: blockOf(node, status.finalized, transaction) };
  };
  const submit = (listener: StatusListener): Hash | undefined => {
    try {
      return node.submit(bytes, listener);
    } catch (error) {
      refusal = reasonOf(error);
      listener("invalid");
      return undefined;
    }
  };
  return watchTransaction(node, session, { method: "transactionWatch_v1_watchEvent", submit, form });
};

/** The groups of the newer JSON-RPC specification by which transactions are sent. */
export const transactionMethods: RpcMethods = {
  /** The sender watches the blocks to learn what became of it; the operation is named by the transaction's hash. */
  transaction_v1_broadcast({ node }, params) {
    const bytes = params.bytes(0);
    try {
      return node.submit(bytes);
    } catch {
      return blake2_256(bytes);
    }
  },
  transaction_v1_stop: () => null,
  transactionWatch_v1_submitAndWatch: submitAndWatch,
  transactionWatch_v1_unwatch(_, params, session) {
    session.unsubscribe(params.at(0));
    return null;
  },
};
