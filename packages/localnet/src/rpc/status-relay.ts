import type { LocalNode } from "../node/node.js";
import type { StatusListener, TransactionStatus } from "../node/pool.js";
import type { Hash } from "../scale/index.js";
import type { Notify, Session } from "./session.js";

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

export interface WatchOptions {
  /** The method of the notifications. */
  readonly method: string;
  /** Takes the transaction. What it throws is the reply, unless it is told to the listener. */
  submit(listener: StatusListener): Hash | undefined;
  /** How a status is told. */
  form(status: TransactionStatus): unknown;
}

/**
 * Submits a transaction and tells how far it comes. The subscription is opened first: where there can be none, nothing is
 * submitted either.
 */
export function watchTransaction(node: LocalNode, session: Session, { method, submit, form }: WatchOptions): string {
  const relay = createStatusRelay();
  let hash: Hash | undefined;
  const subscription = session.subscribe(method, (notify: Notify, end) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (status: TransactionStatus): void => {
      notify(form(status));
      end();
    };
    relay.connect((status) => {
      if (isFinalized(status)) timer = setTimeout(finish, FINALITY_NOTICE_MS, status);
      else if (isRefused(status)) finish(status);
      else notify(form(status));
    });
    return () => {
      clearTimeout(timer);
      if (hash !== undefined) node.pool.unwatch(hash, relay.listener);
    };
  });
  try {
    hash = submit(relay.listener);
  } catch (error) {
    session.unsubscribe(subscription);
    throw error;
  }
  return subscription;
}
