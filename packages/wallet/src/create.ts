import { removeFiles } from "./files.js";
import { materialFromMnemonic } from "./key-material.js";
import { generateMnemonic } from "./mnemonic.js";
import type { KeyScheme } from "./schemes/scheme.js";
import { Wallet } from "./wallet.js";
import {
  type ColdkeyProtection,
  newLayout,
  refuseExisting,
  type WriteOptions,
  writeColdkey,
  writeHotkey,
} from "./write-keys.js";

export interface NewKeyOptions {
  /** Of the recovery phrase: 12 (by default), 15, 18, 21 or 24. */
  readonly words?: number;
}

export interface CreatedWallet {
  readonly wallet: Wallet;
  /** Shown once, to be written down; whoever has it has the funds. */
  readonly coldkeyMnemonic: string;
  readonly hotkeyMnemonic: string;
}

/**
 * A new coldkey and a new hotkey, each from its own phrase.
 * @throws `wallet/exists`, `wallet/password_needed`, `wallet/bad_name`, `wallet/bad_mnemonic` or `wallet/unwritable`. Nothing is
 * written then, so that no key stays behind of which nobody saw the phrase.
 */
export async function createWallet(
  options: WriteOptions & ColdkeyProtection & NewKeyOptions & { readonly coldkeyScheme?: KeyScheme },
): Promise<CreatedWallet> {
  const coldkeyMnemonic = generateMnemonic(options.words);
  const hotkeyMnemonic = generateMnemonic(options.words);
  const files = newLayout(options);
  if (!options.overwrite) await refuseExisting([files.coldkey, files.coldkeyPublic, files.hotkey, files.hotkeyPublic]);
  await writeColdkey(options, await materialFromMnemonic(coldkeyMnemonic, options.coldkeyScheme));
  try {
    await writeHotkey(options, await materialFromMnemonic(hotkeyMnemonic));
  } catch (error) {
    if (!options.overwrite) await removeFiles([files.coldkey, files.coldkeyPublic]);
    throw error;
  }
  return { wallet: new Wallet(options), coldkeyMnemonic, hotkeyMnemonic };
}

/** A further hotkey. `password` encrypts it, which neurons then need at every start. @throws as `createWallet`. */
export async function createHotkey(
  options: WriteOptions & NewKeyOptions & { readonly password?: string },
): Promise<{ readonly wallet: Wallet; readonly hotkeyMnemonic: string }> {
  const hotkeyMnemonic = generateMnemonic(options.words);
  await writeHotkey(options, await materialFromMnemonic(hotkeyMnemonic), options.password);
  return { wallet: new Wallet(options), hotkeyMnemonic };
}
