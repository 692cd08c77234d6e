export * from "./anywhere.js";
export { type ChangedKeyfile, changePassword, type PasswordChange, upgradeKeyfile } from "./change-password.js";
export { type CreatedWallet, createHotkey, createWallet, type NewKeyOptions } from "./create.js";
export type { KeyfileFormat } from "./encryption.js";
export {
  importColdkeyAddress,
  importHotkey,
  importHotkeyAddress,
  importWallet,
  type PublicSource,
  type SecretSource,
} from "./import.js";
export { DEFAULT_WALLET_PATH, type WalletLayout, type WalletLocation } from "./layout.js";
export { type KeyState, type KeySummary, listWallets, type WalletSummary } from "./list.js";
export { checkNewPassword } from "./new-password.js";
export { openHotkey } from "./open-hotkey.js";
export { walletOptions } from "./options.js";
export { type PasswordSource, type PasswordSources, passwordSource, readPasswordFile } from "./password-source.js";
export { decodePasswordVariable, encodePasswordVariable, passwordVariable } from "./password-variable.js";
export { createKeypairFromPolkadotJson, exportPolkadotJson } from "./polkadot-json/keypair.js";
export { openWallet, type Wallet } from "./wallet.js";
export type { ColdkeyProtection, WriteOptions } from "./write-keys.js";
