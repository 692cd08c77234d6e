import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { walletError } from "./errors.js";

export const DEFAULT_WALLET_PATH = "~/.bittensor/wallets";

/** Where the files of a wallet are; the layout of the Python tools. */
export interface WalletLayout {
  readonly folder: string;
  readonly coldkey: string;
  readonly coldkeyPublic: string;
  readonly hotkeys: string;
  readonly hotkey: string;
  readonly hotkeyPublic: string;
}

export interface WalletLocation {
  /** Folder of all wallets; `~` is expanded. `~/.bittensor/wallets` by default. */
  readonly path?: string;
  readonly name: string;
  /** `default` by default. */
  readonly hotkey?: string;
}

export const walletsFolder = (path: string = DEFAULT_WALLET_PATH): string =>
  resolve(path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path);

/** @throws `wallet/bad_name` for a name that would leave its folder. */
export function layoutOf({ path, name, hotkey = "default" }: WalletLocation): WalletLayout {
  for (const part of [name, hotkey]) {
    if (/^\.{0,2}$|[/\\\0]/.test(part)) throw badName(part);
  }
  const folder = join(walletsFolder(path), name);
  const hotkeys = join(folder, "hotkeys");
  return {
    folder,
    coldkey: join(folder, "coldkey"),
    coldkeyPublic: join(folder, "coldkeypub.txt"),
    hotkeys,
    hotkey: join(hotkeys, hotkey),
    hotkeyPublic: join(hotkeys, `${hotkey}pub.txt`),
  };
}

/** New names are plainer than the ones that are read: no spaces, and nothing that looks like a public part. */
export function checkNewName(name: string): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(name) || name.endsWith("pub.txt")) throw badName(name);
}

const badName = (name: string) =>
  walletError({ code: "wallet/bad_name", name }, `"${name.slice(0, 64)}" cannot name a wallet or a hotkey.`, {
    remedy: "Use letters, digits, _, - and dots, and no ending pub.txt.",
  });
