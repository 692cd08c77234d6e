/** What Node and a browser both can do. */
export type { WalletErrorCode, WalletErrorData } from "./errors.js";
export {
  connectExtension,
  type ExtensionOptions,
  type ExtensionSigner,
  type Injected,
  type InjectedAccount,
  type InjectedExtension,
  type InjectedExtensions,
} from "./extension.js";
export type { KeySource } from "./key-material.js";
export {
  createKeypair,
  createKeypairFromMnemonic,
  createKeypairFromSeed,
  createKeypairFromUri,
} from "./keypair.js";
export { messageBytes, type SignedMessage, signMessage, verifyMessage, wrapMessage } from "./message.js";
export { generateMnemonic } from "./mnemonic.js";
export type { PolkadotJsonOptions } from "./polkadot-json/write.js";
export { verifySignature } from "./schemes/index.js";
export type { KeyScheme } from "./schemes/scheme.js";
export type { Keypair, Signer, TransactionPayload } from "./signer.js";
export { DEVELOPMENT_PHRASE } from "./uri.js";
