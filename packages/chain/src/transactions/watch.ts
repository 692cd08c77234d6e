import type { RpcSocket } from "../connection/rpc-socket.js";
import { disconnected } from "../errors.js";
import { poolRefusal } from "./refusal.js";

/** How far a write is waited for. */
export type WaitFor = "included" | "finalized";

export interface WatchedExtrinsic {
  /** Hex hash of the block; rejects if the transaction will not get into one, or with `chain/disconnected`. */
  readonly inBlock: Promise<string>;
  stop(): void;
}

type Status = string | Readonly<Record<string, unknown>>;

/**
 * Hands a signed extrinsic to the node and follows it. Resolves once the node has taken it into its pool.
 * @throws `chain/rpc_error` if the node refuses it.
 */
export async function watchExtrinsic(
  socket: RpcSocket,
  hex: string,
  call: string,
  waitFor: WaitFor,
  timeoutMs: number,
): Promise<WatchedExtrinsic> {
  let settle!: { resolve: (blockHash: string) => void; reject: (error: Error) => void };
  const inBlock = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The submission may fail before anyone awaits the block.
  inBlock.catch(() => undefined);
  void socket.ended.then((reason) => settle.reject(disconnected(socket.endpoint, reason)));
  const onStatus = (status: unknown) => {
    const [kind, value] = kindOf(status as Status);
    if (kind === "finalized" || (kind === "inblock" && waitFor === "included")) settle.resolve(String(value));
    else if (/^(invalid|dropped|usurped|finalitytimeout)$/.test(kind))
      settle.reject(poolRefusal(outcomes[kind]!, call));
  };
  const subscription = await socket.subscribe(
    "author_submitAndWatchExtrinsic",
    "author_unwatchExtrinsic",
    [hex],
    onStatus,
    timeoutMs,
  );
  return { inBlock, stop: () => subscription.stop() };
}

/** `"ready"`, `{ inBlock: hash }`; servers differ in case, and in whether a plain status is an object with null. */
function kindOf(status: Status): [kind: string, value: unknown] {
  if (typeof status === "string") return [status.toLowerCase(), undefined];
  const [kind = "", value] = Object.entries(status)[0] ?? [];
  return [kind.toLowerCase(), value];
}

const outcomes: Readonly<Record<string, string>> = {
  invalid: "it became invalid while it waited",
  dropped: "the node dropped it from its pool",
  usurped: "another transaction with the same nonce replaced it",
  finalitytimeout: "its block was not finalised in time",
};
