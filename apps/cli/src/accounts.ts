import { CodedError, isAddress, isCodedError } from "@taostack/primitives";
import {
  DEFAULT_WALLET_PATH,
  type Keypair,
  listWallets,
  openWallet,
  type Wallet,
  type WalletErrorData,
  type WalletSummary,
} from "@taostack/wallet";
import type { Context } from "./context.js";
import { cliError } from "./errors.js";
import { existingPassword } from "./prompt.js";

/** An account that an argument or an option named. */
export interface NamedAccount {
  /** ss58. */
  readonly address: string;
  /** `main (5F3s…9xqk)`, or the address where no name was given. */
  readonly label: string;
}

type Kind = "coldkey" | "hotkey";

export async function openContextWallet(context: Context): Promise<Wallet> {
  const path = await context.walletPath();
  // A hotkey that is an address, or in another wallet, has no file in this one: whoever needs its secret is told so.
  const hotkey = context.hotkeyName.replace("/", ".");
  return openWallet({ ...(path === undefined ? {} : { path }), name: context.walletName, hotkey });
}

/** An address of the context's wallet. @throws `wallet/not_found`, naming the wallets that there are. */
export async function addressOf(context: Context, wallet: Wallet, kind: Kind): Promise<string> {
  try {
    return await (kind === "coldkey" ? wallet.coldkeyAddress() : wallet.hotkeyAddress());
  } catch (error) {
    if (!isCodedError(error, "wallet/not_found")) throw error;
    throw await noSuchWallet(context, wallet, kind, error);
  }
}

/** The coldkey of the context's wallet; an encrypted one needs its password. */
export const unlockColdkey = (context: Context, wallet: Wallet): Promise<Keypair> =>
  wallet.unlockColdkey(async (path) => {
    const password = await existingPassword(context, wallet.name, path);
    context.note("opening the coldkey; its encryption makes this take some seconds");
    return password;
  });

/**
 * An address as it is, or the key of the wallet of that name; without either, that of the context's wallet, or the hotkey whose address
 * `--hotkey` is.
 * @throws `cli/unknown_account` for what is neither, `wallet/not_found`.
 */
export async function resolveAccount(context: Context, given: string | undefined, kind: Kind): Promise<NamedAccount> {
  if (given === undefined && kind === "hotkey" && isElsewhere(context.hotkeyName))
    return resolveAccount(context, context.hotkeyName, kind);
  if (given === undefined) {
    const wallet = await openContextWallet(context);
    return labelled(wallet.name, await addressOf(context, wallet, kind));
  }
  if (isAddress(given)) return { address: given, label: given };
  for (const wallet of await meant(context, given, kind)) {
    const address = await addressIfThere(wallet, kind);
    if (address !== undefined) return labelled(given, address);
  }
  throw await unknownAccount(context, given, kind);
}

/** The wallet of that name, then for a hotkey the one of that name in the context's wallet; `main/miner` says both. */
async function meant(context: Context, given: string, kind: Kind): Promise<Wallet[]> {
  const path = await context.walletPath();
  const location = path === undefined ? {} : { path };
  const [name = "", hotkey, ...more] = given.split("/");
  try {
    if (kind === "hotkey" && hotkey !== undefined && more.length === 0)
      return [openWallet({ ...location, name, hotkey })];
    const named = openWallet({ ...location, name: given, hotkey: hotkeyIn(context) });
    return kind === "coldkey" ? [named] : [named, openWallet({ ...location, name: context.walletName, hotkey: given })];
  } catch (error) {
    if (isCodedError(error, "wallet/bad_name")) return [];
    throw error;
  }
}

/** `--hotkey` may be an address, or a hotkey of another wallet. */
const isElsewhere = (hotkeyName: string): boolean => isAddress(hotkeyName) || hotkeyName.includes("/");

const hotkeyIn = ({ hotkeyName }: Context): string => (isElsewhere(hotkeyName) ? "default" : hotkeyName);

async function addressIfThere(wallet: Wallet, kind: Kind): Promise<string | undefined> {
  try {
    return await (kind === "coldkey" ? wallet.coldkeyAddress() : wallet.hotkeyAddress());
  } catch (error) {
    if (isCodedError(error, "wallet/not_found")) return undefined;
    throw error;
  }
}

const labelled = (name: string, address: string): NamedAccount => ({ address, label: `${name} (${address})` });

async function unknownAccount(context: Context, given: string, kind: Kind) {
  const { folder, names } = await walletsOf(context);
  const what = kind === "coldkey" ? "" : " with that hotkey";
  return cliError(
    { code: "cli/unknown_account", given },
    `"${given}" is neither a valid address nor a wallet${what} in ${folder}.`,
    `Check the address letter by letter${names === "" ? "" : `, or name a wallet: ${names}`}.`,
  );
}

async function noSuchWallet(context: Context, { name, hotkeyName }: Wallet, kind: Kind, cause: CodedError) {
  const { folder, names, wallets } = await walletsOf(context);
  const found = wallets.find((wallet) => wallet.name === name);
  const hotkeys = found?.hotkeys.map((hotkey) => hotkey.name).join(", ") || "none";
  const data = cause.data as WalletErrorData;
  if (kind === "hotkey" && found !== undefined) {
    const remedy = `Choose one with --hotkey; it has: ${hotkeys}.`;
    return new CodedError(data, `The wallet ${name} has no hotkey "${hotkeyName}".`, { remedy, cause });
  }
  const remedy =
    names === ""
      ? "Create one with `tao wallet create`, or say where they are with --wallet-path."
      : `Choose one with --wallet: ${names}.`;
  return new CodedError(data, `There is no wallet "${name}" in ${folder}.`, { remedy, cause });
}

interface WalletsHere {
  readonly folder: string;
  /** For a sentence; empty if there are none. */
  readonly names: string;
  readonly wallets: readonly WalletSummary[];
}

const MAX_NAMES = 8;

async function walletsOf(context: Context): Promise<WalletsHere> {
  const path = await context.walletPath();
  const wallets = await listWallets(path);
  const names = wallets.slice(0, MAX_NAMES).map(({ name }) => name);
  if (wallets.length > MAX_NAMES) names.push("…");
  return { folder: path ?? DEFAULT_WALLET_PATH, names: names.join(", "), wallets };
}
