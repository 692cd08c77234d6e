import { blake2b256, fromHex, type Rao, toHex } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { ChainAccess } from "../chain-access.js";
import { type OperationName, operationNamed } from "../registry/index.js";
import { sendShielded } from "../shield/send-shielded.js";
import { type DryRun, dryRun, estimateFee } from "../transactions/estimate.js";
import type { TxReceipt } from "../transactions/receipt.js";
import {
  type SignedTransaction,
  type SigningOptions,
  type UnsignedTransaction,
  withPlaceholder,
} from "../transactions/sign.js";
import type { BuildCall, WriteOptions } from "../transactions/submit.js";
import { encodeCall } from "./encode-call.js";
import { createCallContext, resolveOperation } from "./resolve-call.js";

/** Blocks that a transaction is valid which is signed to be tried only: the fewest that there are. */
const TRIAL_ERA = 4;

export interface EncodedCall {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** Hex. */
  readonly hex: string;
  /** blake2-256, by which multisigs and announced proxies name it. */
  readonly hash: string;
}

export interface WriteReceipt<O> extends TxReceipt {
  /** What it made: a uid, a netuid; `undefined` for most. */
  readonly outcome: O;
}

/**
 * An operation with its arguments, not yet sent: it can be priced, tried, signed, sent, or put into another call. Nothing is asked of the
 * chain before that.
 */
export class Write<O = unknown> {
  /** Checked. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly #chain: ChainAccess;

  constructor(
    chain: ChainAccess,
    /** `staking.add`. */
    readonly operation: string,
    args: Readonly<Record<string, unknown>>,
  ) {
    this.#chain = chain;
    this.arguments = args;
  }

  /** @param address - Whose call it is: commits of weights hold their hotkey. */
  async call(address: string): Promise<EncodedCall> {
    const { runtime } = this.#chain;
    const extrinsic = (await this.#builder(address))(runtime);
    const hex = extrinsic.method.toHex();
    return { call: runtime.callName(extrinsic), hex, hash: toHex(blake2b256(fromHex(hex))) };
  }

  /** What the transaction costs the account that signs it; swap fees of the pools come on top. */
  async fee(address: string): Promise<Rao> {
    return estimateFee(this.#chain.connection, withPlaceholder(await this.prepare(address)));
  }

  /**
   * Lets the node try it on the newest state. For that it is signed, and valid for four blocks: ask a node that you trust not to send it.
   */
  async dryRun(signer: Signer): Promise<DryRun> {
    const build = await this.#builder(signer.address);
    const signed = await this.#chain.transactions.sign(build, signer, { eraBlocks: TRIAL_ERA, trial: true });
    return dryRun(this.#chain.connection, signed);
  }

  /** All of the transaction but its signature. */
  async prepare(address: string, options: SigningOptions = {}): Promise<UnsignedTransaction> {
    return this.#chain.transactions.prepare(await this.#builder(address), address, options);
  }

  /** Signs without sending: `client.chain.transactions.sendSigned` takes it. */
  async sign(signer: Signer, options: SigningOptions = {}): Promise<SignedTransaction> {
    return this.#chain.transactions.sign(await this.#builder(signer.address), signer, options);
  }

  /** Signs, sends, and waits until it is in a block. @throws as `Transactions.send`. */
  async submit(options: WriteOptions): Promise<WriteReceipt<O>> {
    const build = await this.#builder(options.signer.address);
    return this.#withOutcome(await this.#chain.transactions.send(build, options));
  }

  /**
   * The same, encrypted to the author of a coming block, so that nobody sees it before it is in one: for trades that others could run
   * ahead of. It costs the fees of two transactions.
   * @throws `chain/no_shield_key` where no author has announced a key, and as `submit`.
   */
  async submitShielded(options: WriteOptions): Promise<WriteReceipt<O>> {
    const build = await this.#builder(options.signer.address);
    return this.#withOutcome(await sendShielded(this.#chain, build, options));
  }

  #withOutcome(receipt: TxReceipt): WriteReceipt<O> {
    const operation = operationNamed(this.operation);
    const outcome = operation.kind === "write" ? operation.outcome?.of(receipt.events) : undefined;
    return { ...receipt, outcome: outcome as O };
  }

  async #builder(address: string): Promise<BuildCall> {
    const resolved = await resolveOperation(this.operation, this.arguments, createCallContext(this.#chain, address));
    return (runtime) => encodeCall(runtime, resolved);
  }
}

/** Sends an operation of the registry whose arguments have their types and defaults already, beside what every write takes. */
export function submitWrite<O = unknown>(
  chain: ChainAccess,
  operation: OperationName,
  { signer, wait, timeoutMs, ...args }: WriteOptions,
): Promise<WriteReceipt<O>> {
  const options = { signer, ...(wait && { wait }), ...(timeoutMs !== undefined && { timeoutMs }) };
  return new Write<O>(chain, operation, args).submit(options);
}
