import type { ChainReader } from "../chain-reader.js";
import type { CallValue } from "../registry/index.js";

/** What preparing a call may need. */
export interface CallContext {
  readonly chain: ChainReader;
  /** ss58 of the account that makes the call: the signer, or whom a proxy or a multisig stands for. */
  readonly address: string;
  /** The encoding of a call that is an argument. */
  readonly encode: (call: CallValue, address: string) => Promise<Uint8Array>;
}
