import type { KeyScheme } from "./schemes/scheme.js";

/** Whoever can sign for an address: a keyfile, a browser extension, a remote signer. */
export interface Signer {
  /** ss58, prefix 42. */
  readonly address: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** sr25519 if it is absent. Neurons talk with sr25519 hotkeys only; transactions take both. */
  readonly scheme?: KeyScheme;
  /** A signature of 64 bytes. An sr25519 one (context `substrate`) is randomised: two signatures of one message differ. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /**
   * Signs a transaction described in fields, for signers that show it to a person before they sign and refuse bare bytes, as
   * browser extensions do. Where it is present, transactions are signed with it.
   */
  signPayload?(payload: TransactionPayload): Promise<Uint8Array>;
}

/** A signer that holds its secret in this process. It prints as its address only. */
export interface Keypair extends Signer {
  readonly scheme: KeyScheme;
  toJSON(): { readonly address: string };
}

/** A transaction to be signed, in the fields of polkadot-js' `SignerPayloadJSON`; numbers and bytes are hex. */
export interface TransactionPayload {
  readonly address: string;
  readonly blockHash: string;
  readonly blockNumber: string;
  readonly era: string;
  readonly genesisHash: string;
  readonly method: string;
  readonly nonce: string;
  readonly signedExtensions: string[];
  readonly specVersion: string;
  readonly tip: string;
  readonly transactionVersion: string;
  readonly version: number;
}
