import {
  createHotkey,
  generateMnemonic,
  importColdkeyAddress,
  importHotkeyAddress,
  importWallet,
} from "@taostack/wallet";
import type { Context } from "../context.js";
import { wholeNumber } from "../numbers.js";
import { type CreateOptions, importWalletCommand, newLocation, protectionOf } from "./wallet.js";

const WRITE_DOWN = "Write the phrase down now: it is shown once, and whoever has it has the key.\n";

export async function newColdkey(context: Context, [name]: readonly string[], options: CreateOptions): Promise<void> {
  const mnemonic = generateMnemonic(wholeNumber("--words", options.words ?? "12"));
  const location = await newLocation(context, name);
  const protection = await protectionOf(context, options);
  const wallet = await importWallet({ ...location, ...protection, mnemonic, overwrite: options.overwrite ?? false });
  const coldkey = await wallet.coldkeyAddress();
  context.note(WRITE_DOWN);
  context.result({ path: location.path, name: location.name, coldkey, coldkeyMnemonic: mnemonic }, [
    `coldkey of ${location.name}  ${coldkey}`,
    mnemonic,
  ]);
}

export async function newHotkey(context: Context, [name]: readonly string[], options: CreateOptions): Promise<void> {
  const words = wholeNumber("--words", options.words ?? "12");
  const location = await newLocation(context, name);
  const { wallet, hotkeyMnemonic } = await createHotkey({ ...location, words, overwrite: options.overwrite ?? false });
  const hotkey = await wallet.hotkeyAddress();
  context.note(WRITE_DOWN);
  context.result({ path: location.path, name: location.name, hotkeyName: location.hotkey, hotkey, hotkeyMnemonic }, [
    `hotkey ${location.hotkey} of ${location.name}  ${hotkey}`,
    hotkeyMnemonic,
  ]);
}

export const regenHotkey = (context: Context, words: readonly string[], options: CreateOptions): Promise<void> =>
  importWalletCommand(context, words, { ...options, asHotkey: true });

/** The wallet is the one that `--wallet` names. */
export const regenPublic =
  (key: "coldkey" | "hotkey") =>
  async (context: Context, [address = ""]: readonly string[], options: CreateOptions): Promise<void> => {
    const location = await newLocation(context);
    const write = key === "coldkey" ? importColdkeyAddress : importHotkeyAddress;
    await write({ ...location, address, overwrite: options.overwrite ?? false });
    context.result({ path: location.path, name: location.name, hotkeyName: location.hotkey, [key]: address }, [
      `${key} of ${location.name}: ${address}, without its secret`,
    ]);
  };
