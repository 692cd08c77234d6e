export type { WalletErrorCode, WalletErrorData } from "./errors.js";
export { createKeypairFromMnemonic, createKeypairFromSeed, createKeypairFromUri } from "./keypair.js";
export { generateMnemonic } from "./mnemonic.js";
export type { Keypair, Signer } from "./signer.js";
export { verifySignature } from "./sr25519.js";
