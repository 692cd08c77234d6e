/** Whoever can sign for an address: a keyfile, a browser extension, a remote signer. */
export interface Signer {
  /** ss58, prefix 42. */
  readonly address: string;
  /** 32 bytes, ristretto255. */
  readonly publicKey: Uint8Array;
  /** An sr25519 signature of 64 bytes in the context `substrate`. Randomised: two signatures of one message differ. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** A signer that holds its secret in this process. It prints as its address only. */
export interface Keypair extends Signer {
  toJSON(): { readonly address: string };
}
