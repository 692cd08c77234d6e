import { sleep } from "@taostack/primitives";
import type { Connection } from "../connection/connection.js";
import { headOf } from "../runtime/block-header.js";
import { notIncluded } from "./not-included.js";
import type { SignedTransaction } from "./sign.js";
import type { WaitFor } from "./watch.js";

const POLL_MS = 500;

/**
 * Looks for an extrinsic in the blocks that may hold it, for when the node that was to tell has gone.
 * @returns The block's hash.
 * @throws `chain/timeout` if its lifetime or `until` (milliseconds since 1970) passes first; it says which.
 */
export async function findExtrinsic(
  connection: Connection,
  signed: SignedTransaction,
  waitFor: WaitFor,
  until: number,
): Promise<string> {
  const started = Date.now();
  let next = signed.firstBlock;
  while (next <= signed.lastBlock && Date.now() < until) {
    const tip = await tipNumber(connection, waitFor);
    for (; next <= Math.min(tip, signed.lastBlock); next++) {
      const { hash, extrinsics } = await blockAt(connection, next);
      if (extrinsics.includes(signed.hex)) return hash;
    }
    if (next <= signed.lastBlock) await sleep(POLL_MS);
  }
  throw notIncluded(signed, Date.now() - started, next > signed.lastBlock);
}

const tipNumber = (connection: Connection, waitFor: WaitFor): Promise<number> =>
  connection.read("reading the newest block", async ({ socket, runtime }, timeoutMs) => {
    const params = waitFor === "finalized" ? [await socket.request("chain_getFinalizedHead", [], timeoutMs)] : [];
    return headOf(runtime, await socket.request("chain_getHeader", params, timeoutMs)).number;
  });

const blockAt = (connection: Connection, number: number): Promise<{ hash: string; extrinsics: readonly string[] }> =>
  connection.read(`reading block ${number}`, async ({ socket }, timeoutMs) => {
    const hash = String(await socket.request("chain_getBlockHash", [number], timeoutMs));
    const answer = (await socket.request("chain_getBlock", [hash], timeoutMs)) as SignedBlock | null;
    return { hash, extrinsics: answer?.block.extrinsics ?? [] };
  });

/** A block as JSON-RPC gives it. */
export interface SignedBlock {
  readonly block: { readonly header: unknown; readonly extrinsics: readonly string[] };
}
