export { type ChangedKeyfile, changePassword, type PasswordChange, upgradeKeyfile } from "./change-password.js";
export { type CreatedWallet, createHotkey, createWallet, type NewKeyOptions } from "./create.js";
export type { KeyfileFormat } from "./encryption.js";
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
export {
  importColdkeyAddress,
  importHotkey,
  importHotkeyAddress,
  importWallet,
  type PublicSource,
  type SecretSource,
} from "./import.js";
export type { KeySource } from "./key-material.js";
export {
  createKeypair,
  createKeypairFromMnemonic,
  createKeypairFromSeed,
  createKeypairFromUri,
} from "./keypair.js";
export { DEFAULT_WALLET_PATH, type WalletLayout, type WalletLocation } from "./layout.js";
export { type KeyState, type KeySummary, listWallets, type WalletSummary } from "./list.js";
export { messageBytes, type SignedMessage, signMessage, verifyMessage, wrapMessage } from "./message.js";
export { generateMnemonic } from "./mnemonic.js";
export { checkNewPassword } from "./new-password.js";
export { openHotkey } from "./open-hotkey.js";
export { walletOptions } from "./options.js";
export { type PasswordSource, type PasswordSources, passwordSource, readPasswordFile } from "./password-source.js";
export { decodePasswordVariable, encodePasswordVariable, passwordVariable } from "./password-variable.js";
export { createKeypairFromPolkadotJson, exportPolkadotJson } from "./polkadot-json/keypair.js";
export type { PolkadotJsonOptions } from "./polkadot-json/write.js";
export { verifySignature } from "./schemes/index.js";
export type { KeyScheme } from "./schemes/scheme.js";
export type { Keypair, Signer, TransactionPayload } from "./signer.js";
export { DEVELOPMENT_PHRASE } from "./uri.js";
export { openWallet, type Wallet } from "./wallet.js";
export type { ColdkeyProtection, WriteOptions } from "./write-keys.js";
