import { isCodedError, withDeadline } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { Connection } from "../connection/connection.js";
import type { ChainNode } from "../connection/node.js";
import { isDisconnected } from "../errors.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";
import { authorize } from "./authorize.js";
import { findExtrinsic } from "./find.js";
import { notIncluded } from "./not-included.js";
import { readReceipt, type TxReceipt } from "./receipt.js";
import { isNonceConflict, refusalOf } from "./refusal.js";
import {
  prepareTransaction,
  readSigningContext,
  type SignedTransaction,
  type SigningOptions,
  signTransaction,
  type UnsignedTransaction,
} from "./sign.js";
import { Turns } from "./turns.js";
import { type WaitFor, type WatchedExtrinsic, watchExtrinsic } from "./watch.js";

export interface SendOptions {
  /** `included` by default; `finalized` waits until the block cannot be undone. */
  readonly wait?: WaitFor;
  /** From signing to the receipt; 64 block times and at least a minute by default. */
  readonly timeoutMs?: number;
}

/** What every write takes. */
export interface WriteOptions extends SendOptions {
  readonly signer: Signer;
}

/** Makes the unsigned extrinsic from the types of the chain's current runtime. */
export type BuildCall = (runtime: Runtime) => Extrinsic;

const NONCE_ATTEMPTS = 3;

interface Submitted {
  readonly signed: SignedTransaction;
  readonly watched: WatchedExtrinsic;
}

/** Signs, sends and awaits extrinsics over a connection. Several of one signer may be in flight: they get nonces in turn. */
export class Transactions {
  readonly #turns = new Turns();

  constructor(readonly connection: Connection) {}

  /**
   * @throws `policy/…` as the signer's policy says, before signing; `chain/<error as named on the chain>`, `chain/invalid_transaction`, `chain/unsupported`, `chain/timeout` (it may still
   * be included then) or `chain/unreachable`.
   */
  async send(build: BuildCall, options: WriteOptions): Promise<TxReceipt> {
    const { runtime } = this.connection;
    const call = runtime.callName(build(runtime));
    const { signer, release } = await authorize(this.connection, options.signer, build);
    return this.#follow(call, options, (wait) =>
      this.inTurn(signer.address, async () => {
        try {
          return await this.#submit(build, call, wait, signer);
        } catch (error) {
          await release();
          throw error;
        }
      }),
    );
  }

  /** Signs without sending. @param trial - It is not to be sent at all. @throws `policy/…` as the signer's policy says. */
  async sign(
    build: BuildCall,
    signer: Signer,
    { trial = false, ...options }: SigningOptions & { readonly trial?: boolean } = {},
  ): Promise<SignedTransaction> {
    const admitted = await authorize(this.connection, signer, build, trial);
    return signTransaction(await this.prepare(build, signer.address, options), admitted.signer);
  }

  /** Work that needs an account's nonces for itself. */
  inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take(address, work);
  }

  /** Sends what was signed before, once. @throws as `send`. */
  async sendSigned(signed: SignedTransaction, options: SendOptions = {}): Promise<TxReceipt> {
    return this.#follow(signed.call, options, async (wait) => {
      const node = await this.connection.node(this.connection.options.callTimeoutMs);
      try {
        return await this.#hand(node, signed, wait);
      } catch (error) {
        throw refusalOf(error, signed.call);
      }
    });
  }

  /** All of a transaction but its signature; for signing apart from sending. */
  async prepare(build: BuildCall, address: string, options: SigningOptions = {}): Promise<UnsignedTransaction> {
    const { unsigned } = await this.#prepare(build, address, options);
    return unsigned;
  }

  async #follow(
    call: string,
    { wait = "included", timeoutMs = Math.max(60_000, 64 * this.connection.blockTimeMs) }: SendOptions,
    submit: (wait: WaitFor) => Promise<Submitted>,
  ): Promise<TxReceipt> {
    const until = Date.now() + timeoutMs;
    const submitted = await submit(wait);
    const blockHash = await this.#blockOf(submitted, call, wait, timeoutMs, until);
    return readReceipt(this.connection, submitted.signed, blockHash, call);
  }

  async #submit(build: BuildCall, call: string, wait: WaitFor, signer: Signer): Promise<Submitted> {
    for (let attempt = 1; ; attempt++) {
      const { node, unsigned } = await this.#prepare(build, signer.address);
      const signed = await signTransaction(unsigned, signer);
      try {
        return await this.#hand(node, signed, wait);
      } catch (error) {
        if (!isNonceConflict(error) || attempt === NONCE_ATTEMPTS) throw refusalOf(error, call);
      }
    }
  }

  /** The node may have taken it before the connection is lost: then it is looked for, never sent again. */
  async #hand(node: ChainNode, signed: SignedTransaction, wait: WaitFor): Promise<Submitted> {
    const timeoutMs = this.connection.options.callTimeoutMs;
    try {
      return { signed, watched: await watchExtrinsic(node.socket, signed.hex, signed.call, wait, timeoutMs) };
    } catch (error) {
      if (isDisconnected(error)) return { signed, watched: lostExtrinsic(error) };
      throw error;
    }
  }

  #prepare(build: BuildCall, address: string, options: SigningOptions = {}) {
    return this.connection.read(`preparing a transaction of ${address}`, async (node, timeoutMs) => {
      const context = await readSigningContext(node, address, timeoutMs, options);
      const nonce = options.nonce ?? context.nonce;
      const extrinsic = build(node.runtime);
      return { node, unsigned: prepareTransaction(node.runtime, extrinsic, address, { ...context, nonce }, options) };
    });
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
      throw notIncluded(signed, timeoutMs, false);
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
