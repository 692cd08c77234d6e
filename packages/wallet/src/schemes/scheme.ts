import type { Junction } from "../uri.js";

/** Neurons and most wallets use sr25519; coldkeys may also be ed25519. */
export type KeyScheme = "sr25519" | "ed25519";

export interface SecretPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes, as the WASM module takes them: for sr25519 the Ed25519 form (scalar times 8), for ed25519 seed and public key. */
  readonly secret: Uint8Array;
}

/** What keyfiles and signatures need of a signature scheme. */
export interface Scheme {
  /** `cryptoType` of keyfiles, and the byte in front of a signature in a transaction. */
  readonly cryptoType: 0 | 1;
  pairFromSeed(seed: Uint8Array): SecretPair;
  /** @param privateKey - As keyfiles have it. `undefined` if its length is wrong. */
  pairFromPrivateKey(privateKey: Uint8Array): SecretPair | undefined;
  /** The `privateKey` of keyfiles. */
  privateKeyOf(pair: SecretPair): Uint8Array;
  /** @throws `wallet/bad_uri` for a soft junction that the scheme does not have. */
  derive(pair: SecretPair, junction: Junction): SecretPair;
  sign(pair: SecretPair, message: Uint8Array): Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean;
}
