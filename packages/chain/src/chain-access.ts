import { ChainReader } from "./chain-reader.js";
import type { Connection } from "./connection/connection.js";
import type { Extrinsic, Runtime } from "./runtime/runtime.js";
import type { TxReceipt } from "./transactions/receipt.js";
import { Transactions, type WriteOptions } from "./transactions/submit.js";

/** Reads of the newest block and of earlier ones, and writes, by the chain's own names. */
export class ChainAccess extends ChainReader {
  readonly transactions: Transactions;

  constructor(connection: Connection) {
    super(connection);
    this.transactions = new Transactions(connection);
  }

  /** Signs and sends one call, and waits until it is in a block. @throws as `Transactions.send`. */
  submit(pallet: string, name: string, args: readonly unknown[], options: WriteOptions): Promise<TxReceipt> {
    return this.submitBuilt((runtime) => runtime.call(pallet, name, args), options);
  }

  /** The same for calls inside calls. @throws as `Transactions.send`. */
  submitBuilt(build: (runtime: Runtime) => Extrinsic, options: WriteOptions): Promise<TxReceipt> {
    return this.transactions.send(build, options);
  }
}
