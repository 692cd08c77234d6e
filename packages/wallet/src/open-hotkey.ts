import type { Resolved } from "@taostack/primitives";
import type { walletOptions } from "./options.js";
import type { Keypair } from "./signer.js";
import { openWallet } from "./wallet.js";

/** The hotkey that a program's options name. @throws as `Wallet.hotkey`. */
export function openHotkey(options: Resolved<typeof walletOptions>): Promise<Keypair> {
  const { walletPath: path, walletName: name, hotkeyName: hotkey, hotkeyPassword } = options;
  return openWallet({ ...(path ? { path } : {}), name, hotkey }).hotkey(hotkeyPassword);
}
