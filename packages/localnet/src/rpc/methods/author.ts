import type { StatusListener, TransactionStatus } from "../../node/pool.js";
import { type Hash, toHex } from "../../scale/index.js";
import type { RpcMethod, RpcMethods } from "../method.js";

const isRefused = (status: TransactionStatus): boolean => status === "invalid" || status === "dropped";
const isFinalized = (status: TransactionStatus): boolean => typeof status === "object" && "finalized" in status;

/**
 * Finality comes with inclusion, but is told a little later: @polkadot/api drops what it is still looking up for `inBlock`
 * when the next status arrives, and then never reports the inclusion.
 */
const FINALITY_NOTICE_MS = 100;

/** Collects statuses until the subscription can carry them, so that none is lost between submitting and watching. */
function createStatusRelay(): { listener: StatusListener; connect(next: StatusListener): void } {
  const waiting: TransactionStatus[] = [];
  let target: StatusListener | undefined;
  return {
    listener: (status) => (target ? target(status) : waiting.push(status)),
    connect(next) {
      target = next;
      for (const status of waiting.splice(0)) next(status);
    },
  };
}

/** The subscription is opened first: where there can be none, nothing is submitted either. */
const submitAndWatch: RpcMethod = ({ node }, params, session) => {
  const relay = createStatusRelay();
  let hash: Hash;
  const subscription = session.subscribe("author_extrinsicUpdate", (notify, end) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (status: TransactionStatus): void => {
      notify(status);
      end();
    };
    relay.connect((status) => {
      if (isFinalized(status)) timer = setTimeout(finish, FINALITY_NOTICE_MS, status);
      else if (isRefused(status)) finish(status);
      else notify(status);
    });
    return () => {
      clearTimeout(timer);
      node.pool.unwatch(hash, relay.listener);
    };
  });
  try {
    hash = node.submit(params.bytes(0), relay.listener);
  } catch (error) {
    session.unsubscribe(subscription);
    throw error;
  }
  return subscription;
};

export const authorMethods: RpcMethods = {
  author_submitExtrinsic: ({ node }, params) => node.submit(params.bytes(0)),
  author_submitAndWatchExtrinsic: submitAndWatch,
  author_unwatchExtrinsic: (_, params, session) => session.unsubscribe(params.at(0)),
  author_pendingExtrinsics: ({ node }) => node.pool.pending().map(toHex),
};
