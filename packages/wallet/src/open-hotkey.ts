import type { Resolved } from "@taostack/primitives";
import type { walletOptions } from "./options.js";
import { passwordSource } from "./password-source.js";
import type { Keypair } from "./signer.js";
import { openWallet } from "./wallet.js";

/**
 * The hotkey that a program's options name. If it is encrypted, its password comes from the options, or from the variable in which
 * the Python tools look for it. @throws as `Wallet.hotkey`.
 */
export function openHotkey(options: Resolved<typeof walletOptions>, env = process.env): Promise<Keypair> {
  const { walletPath: path, walletName: name, hotkeyName: hotkey, hotkeyPassword, hotkeyPasswordFile } = options;
  const source = passwordSource({ password: hotkeyPassword, file: hotkeyPasswordFile, env });
  return openWallet({ ...(path ? { path } : {}), name, hotkey }).hotkey(source);
}
