import { toHex } from "@taostack/primitives";
import { createKeypairFromUri, type Signer } from "@taostack/wallet";
import { encodeSigned, signingPayload } from "../engine/extrinsic.js";
import type { RuntimeCall, RuntimeEvent } from "../frame/index.js";
import { reportOf, type TransactionReport } from "../node/block-report.js";
import type { LocalNode } from "../node/node.js";
import type { TransactionStatus } from "../node/pool.js";
import type { Hash } from "../scale/index.js";
import { callFailed, notIncluded } from "./errors.js";

/** A transaction that is in a block and did what it was sent for. */
export interface IncludedTransaction extends TransactionReport {
  readonly blockNumber: number;
  readonly blockHash: Hash;
  readonly events: readonly RuntimeEvent[];
}

export interface TransactionModules {
  readonly node: LocalNode;
  /** Whether nobody but the client makes the block. */
  readonly isManual: () => boolean;
}

const UNSIGNED = new Uint8Array(64);

/** Signs calls and follows them into their blocks. */
export class Transactions {
  readonly #modules: TransactionModules;
  /** One at a time gets its nonce, so that calls sent side by side do not get the same. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(modules: TransactionModules) {
    this.#modules = modules;
  }

  async send(from: Signer | string, call: RuntimeCall, tip: bigint): Promise<IncludedTransaction> {
    const { node, isManual } = this.#modules;
    const signer = typeof from === "string" ? await createKeypairFromUri(from) : from;
    const name = `${call.type}.${call.value.type}`;
    const submitted = this.#turn.then(() => this.#submit(signer, call, tip));
    this.#turn = submitted.catch(() => undefined);
    const { hash, outcome } = await submitted;
    if (isManual()) node.seal();
    const blockHash = await outcome;
    if (blockHash === undefined) throw notIncluded(name, "it became invalid");
    return this.#included(name, hash, blockHash);
  }

  async #submit(signer: Signer, call: RuntimeCall, tip: bigint) {
    const { node } = this.#modules;
    const { runtime, chain, pool } = node;
    const who = toHex(signer.publicKey);
    const callBytes = runtime.call.encode(call);
    const mode = { type: "Disabled" } as const;
    const nonce = pool.nextNonce(chain.best, who);
    const signature = { type: "Sr25519", value: UNSIGNED } as const;
    const unsigned = { signer: who, signature, era: undefined, nonce, tip, mode };
    const { spec_version: specVersion, transaction_version: transactionVersion } = runtime.version;
    const genesisHash = chain.genesis.hash;
    const context = { specVersion, transactionVersion, genesisHash, eraBlockHash: genesisHash };
    const value = await signer.sign(signingPayload(unsigned, callBytes, context));
    const bytes = encodeSigned({ ...unsigned, signature: { type: "Sr25519", value } }, callBytes);
    let settle: (blockHash: Hash | undefined) => void = () => undefined;
    const outcome = new Promise<Hash | undefined>((resolve) => {
      settle = resolve;
    });
    const hash = node.submit(bytes, (status) => {
      if (isOver(status)) settle(undefined);
      else if (typeof status === "object" && "inBlock" in status) settle(status.inBlock);
    });
    return { hash, outcome };
  }

  #included(name: string, hash: Hash, blockHash: Hash): IncludedTransaction {
    const { runtime, chain } = this.#modules.node;
    const block = chain.at(blockHash);
    const found = reportOf(runtime, block, hash);
    if (!found) throw notIncluded(name, "its block is gone");
    if (found.report.error !== undefined) throw callFailed(name, found.report.error, hash);
    return { ...found.report, blockNumber: block.number, blockHash, events: found.events };
  }
}

const isOver = (status: TransactionStatus): boolean => status === "invalid" || status === "dropped";
