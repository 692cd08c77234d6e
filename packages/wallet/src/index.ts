export {
  type ColdkeyProtection,
  type CreatedWallet,
  createHotkey,
  createWallet,
  importColdkeyAddress,
  importHotkey,
  importWallet,
  type SecretSource,
  type WriteOptions,
} from "./create.js";
export type { WalletErrorCode, WalletErrorData } from "./errors.js";
export { createKeypairFromMnemonic, createKeypairFromSeed, createKeypairFromUri } from "./keypair.js";
export { DEFAULT_WALLET_PATH, type WalletLayout, type WalletLocation } from "./layout.js";
export { type KeyState, type KeySummary, listWallets, type WalletSummary } from "./list.js";
export { generateMnemonic } from "./mnemonic.js";
export { openHotkey } from "./open-hotkey.js";
export { walletOptions } from "./options.js";
export { decodePasswordVariable, encodePasswordVariable, passwordVariable } from "./password-variable.js";
export type { Keypair, Signer } from "./signer.js";
export { verifySignature } from "./sr25519.js";
export { DEVELOPMENT_PHRASE } from "./uri.js";
export { openWallet, type Wallet } from "./wallet.js";
