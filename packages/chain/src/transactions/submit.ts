import { isCodedError, withDeadline } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { Connection } from "../connection/connection.js";
import { chainError, isDisconnected } from "../errors.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";
import { findExtrinsic } from "./find.js";
import { readReceipt, type TxReceipt } from "./receipt.js";
import { isNonceConflict, refusalOf } from "./refusal.js";
import { readSigningContext, type SignedExtrinsic, signExtrinsic } from "./sign.js";
import { Turns } from "./turns.js";
import { type WaitFor, type WatchedExtrinsic, watchExtrinsic } from "./watch.js";

/** What every write takes. */
export interface WriteOptions {
  readonly signer: Signer;
  /** `included` by default; `finalized` waits until the block cannot be undone. */
  readonly wait?: WaitFor;
  /** From signing to the receipt; 64 block times and at least a minute by default. */
  readonly timeoutMs?: number;
}

const NONCE_ATTEMPTS = 3;

interface Submitted {
  readonly signed: SignedExtrinsic;
  readonly watched: WatchedExtrinsic;
}

/** Signs, sends and awaits extrinsics over a connection. Several of one signer may be in flight: they get nonces in turn. */
export class Transactions {
  readonly #turns = new Turns();

  constructor(readonly connection: Connection) {}

  /**
   * @param build - Makes the unsigned extrinsic from the types of the chain's current runtime.
   * @throws `chain/<error as named on the chain>`, `chain/invalid_transaction`, `chain/unsupported`, `chain/timeout` (it may still
   * be included then) or `chain/unreachable`.
   */
  async send(build: (runtime: Runtime) => Extrinsic, options: WriteOptions): Promise<TxReceipt> {
    const { wait = "included" } = options;
    const timeoutMs = options.timeoutMs ?? Math.max(60_000, 64 * this.connection.blockTimeMs);
    const until = Date.now() + timeoutMs;
    const call = this.#callName(build);
    const submitted = await this.#turns.take(options.signer.address, () => this.#submit(build, call, wait, options));
    const blockHash = await this.#blockOf(submitted, call, wait, timeoutMs, until);
    return readReceipt(this.connection, submitted.signed, blockHash, call);
  }

  #callName(build: (runtime: Runtime) => Extrinsic): string {
    const { runtime } = this.connection;
    return runtime.callName(build(runtime));
  }

  async #submit(
    build: (runtime: Runtime) => Extrinsic,
    call: string,
    wait: WaitFor,
    { signer }: WriteOptions,
  ): Promise<Submitted> {
    const timeoutMs = this.connection.options.callTimeoutMs;
    for (let attempt = 1; ; attempt++) {
      const { node, context } = await this.#prepare(signer.address, call);
      const signed = await signExtrinsic(node.runtime, build(node.runtime), signer, context);
      try {
        return { signed, watched: await watchExtrinsic(node.socket, signed.hex, call, wait, timeoutMs) };
      } catch (error) {
        // The node may have taken it before the connection was lost: it is looked for, never sent again.
        if (isDisconnected(error)) return { signed, watched: lostExtrinsic(error) };
        if (!isNonceConflict(error) || attempt === NONCE_ATTEMPTS) throw refusalOf(error, call);
      }
    }
  }

  #prepare(address: string, call: string) {
    return this.connection.read(`preparing ${call}`, async (node, timeoutMs) => ({
      node,
      context: await readSigningContext(node, address, timeoutMs),
    }));
  }

  async #blockOf(
    { signed, watched }: Submitted,
    call: string,
    wait: WaitFor,
    timeoutMs: number,
    until: number,
  ): Promise<string> {
    try {
      return await withDeadline(watched.inBlock, Math.max(1, until - Date.now()), call);
    } catch (error) {
      if (isDisconnected(error)) return await findExtrinsic(this.connection, signed, wait, until);
      if (!isCodedError(error, "deadline/exceeded")) throw error;
      throw notIncluded(call, timeoutMs, signed.hash);
    } finally {
      watched.stop();
    }
  }
}

function lostExtrinsic(error: unknown): WatchedExtrinsic {
  const inBlock = Promise.reject(error);
  inBlock.catch(() => undefined);
  return { inBlock, stop: () => undefined };
}

const notIncluded = (what: string, timeoutMs: number, extrinsicHash: string) =>
  chainError(
    { code: "chain/timeout", what, timeoutMs, extrinsicHash },
    `${what} was sent, but was in no block after ${Math.round(timeoutMs / 1000)} s.`,
    { remedy: `It may still be included: look for extrinsic ${extrinsicHash} before sending it again.` },
  );
