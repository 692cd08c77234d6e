import { type Rao, rao } from "@taostack/primitives";
import type { Connection } from "../connection/connection.js";
import { headOf } from "../runtime/block-header.js";
import { dispatchError, findDispatchError } from "./dispatch-error.js";
import { type ChainEvent, eventsOfExtrinsic, findEvent } from "./events.js";
import type { SignedBlock } from "./find.js";
import type { SignedTransaction } from "./sign.js";

/** A write that is in a block and succeeded. */
export interface TxReceipt {
  /** Hex. */
  readonly blockHash: string;
  readonly blockNumber: number;
  /** Hex. */
  readonly extrinsicHash: string;
  /** What the signer paid for the transaction itself; 0 for calls that the chain does not charge. */
  readonly fee: Rao;
  /** The events of this transaction, in order. */
  readonly events: readonly ChainEvent[];
}

/** Reads what an included extrinsic did. @throws the chain's error if it failed, or if a call inside it did. */
export async function readReceipt(
  connection: Connection,
  signed: SignedTransaction,
  blockHash: string,
  call: string,
): Promise<TxReceipt> {
  return connection.read(`reading the outcome of ${call}`, async ({ socket, runtime }, timeoutMs) => {
    const eventsKey = runtime.storage("System", "Events").key([]);
    const [answer, stored] = await Promise.all([
      socket.request("chain_getBlock", [blockHash], timeoutMs),
      socket.request("state_getStorage", [eventsKey, blockHash], timeoutMs),
    ]);
    const { block } = answer as SignedBlock;
    const events = eventsOfExtrinsic(runtime, String(stored ?? "0x00"), block.extrinsics.indexOf(signed.hex));
    const inclusion = { extrinsicHash: signed.hash, blockHash };
    const error = findDispatchError(events);
    if (error !== undefined) throw dispatchError(runtime, error, call, inclusion);
    return { ...inclusion, blockNumber: headOf(runtime, block.header).number, fee: feeOf(events), events };
  });
}

function feeOf(events: readonly ChainEvent[]): Rao {
  const paid = findEvent(events, "TransactionPayment", "TransactionFeePaid")?.data[1];
  return rao(typeof paid === "bigint" ? paid : BigInt(Number(paid ?? 0)));
}
