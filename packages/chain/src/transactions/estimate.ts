import { fromHex, type Rao, rao, toHex } from "@taostack/primitives";
import type { Connection } from "../connection/connection.js";
import { chainError } from "../errors.js";
import { dispatchError } from "./dispatch-error.js";
import { refusalOf } from "./refusal.js";
import type { SignedTransaction } from "./sign.js";

interface DispatchInfo {
  readonly partialFee: bigint;
}

/** What a transaction would cost its signer, a wrong signature notwithstanding. Swap fees of the pools come on top. */
export async function estimateFee(connection: Connection, { hex, call }: SignedTransaction): Promise<Rao> {
  return connection.read(`estimating the fee of ${call}`, async ({ socket, runtime }, timeoutMs) => {
    const { name, decode } = runtime.method("TransactionPaymentApi", "query_info");
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, fromHex(hex).length, true);
    const answer = await socket.request("state_call", [name, hex + toHex(length).slice(2)], timeoutMs);
    return rao((decode(String(answer)) as DispatchInfo).partialFee);
  });
}

/** What the chain says of a transaction without taking it. */
export interface DryRun {
  readonly succeeds: boolean;
  /** What sending it would throw. */
  readonly error?: Error;
}

interface Variant {
  readonly type: string;
  readonly value: unknown;
}

/**
 * Executes a signed transaction on the state of the newest block, and throws the changes away. Errors of calls inside it, which are only
 * told by events, do not show.
 */
export async function dryRun(connection: Connection, { hex, call }: SignedTransaction): Promise<DryRun> {
  return connection.read(`trying ${call}`, async ({ socket, runtime }, timeoutMs) => {
    const { name, decode } = runtime.method("BlockBuilder", "apply_extrinsic");
    const result = decode(String(await socket.request("state_call", [name, hex], timeoutMs))) as Variant;
    if (result.type === "Err") return { succeeds: false, error: validityError(result.value, call) };
    const outcome = result.value as Variant;
    return outcome.type === "Ok"
      ? { succeeds: true }
      : { succeeds: false, error: dispatchError(runtime, outcome.value, call) };
  });
}

/** The pool's words for what the runtime gives as a name. */
const words: Readonly<Record<string, string>> = {
  Payment: "Inability to pay some fees (e.g. account balance too low)",
  Stale: "Transaction is outdated",
  BadProof: "Transaction has a bad signature",
  AncientBirthBlock: "Transaction has an ancient birth block",
  BadSigner: "Invalid signing address",
  ExhaustsResources: "Transaction would exhaust the block limits",
};

/** As if the pool had refused it. */
function validityError(error: unknown, call: string): Error {
  const { value } = error as Variant;
  const { type, value: number } =
    typeof value === "object" && value !== null ? (value as Variant) : { type: String(value), value: undefined };
  const rpcData = type === "Custom" ? `Custom error: ${number}` : (words[type] ?? type);
  const refused = chainError(
    { code: "chain/rpc_error", method: "BlockBuilder_apply_extrinsic", rpcCode: 1010, rpcData },
    rpcData,
  );
  return refusalOf(refused, call) as Error;
}
