import { text as readAll } from "node:stream/consumers";
import { createWallet, importHotkey, importWallet, type KeySummary, listWallets } from "@taostack/wallet";
import type { Context } from "../context.js";
import { cliError } from "../errors.js";
import { wholeNumber } from "../numbers.js";
import { askSecret, isInteractive, newPassword } from "../prompt.js";

export interface CreateOptions {
  readonly words?: string;
  readonly password?: boolean;
  readonly overwrite?: boolean;
  readonly asHotkey?: boolean;
}

export async function createWalletCommand(
  context: Context,
  [name]: readonly string[],
  options: CreateOptions,
): Promise<void> {
  const words = wholeNumber("--words", options.words ?? "12");
  const location = await newLocation(context, name);
  const protection = await protectionOf(context, options);
  const created = await createWallet({ ...location, ...protection, words, overwrite: options.overwrite ?? false });
  const [coldkey, hotkey] = [await created.wallet.coldkeyAddress(), await created.wallet.hotkeyAddress()];
  const { coldkeyMnemonic, hotkeyMnemonic } = created;
  context.note("Write both phrases down now: they are shown once, and whoever has them has the funds.\n");
  context.result(
    {
      path: location.path,
      name: location.name,
      hotkeyName: location.hotkey,
      coldkey,
      coldkeyMnemonic,
      hotkey,
      hotkeyMnemonic,
    },
    [
      `wallet   ${location.name}`,
      `coldkey  ${coldkey}`,
      `         ${coldkeyMnemonic}`,
      `hotkey   ${hotkey}   (${location.hotkey})`,
      `         ${hotkeyMnemonic}`,
    ],
  );
}

export async function importWalletCommand(
  context: Context,
  [name]: readonly string[],
  options: CreateOptions,
): Promise<void> {
  const location = await newLocation(context, name);
  const source = { ...location, mnemonic: await readMnemonic(context), overwrite: options.overwrite ?? false };
  if (options.asHotkey) {
    const hotkey = await (await importHotkey(source)).hotkeyAddress();
    return context.result({ path: location.path, name: location.name, hotkeyName: location.hotkey, hotkey }, [
      `hotkey ${location.hotkey} of ${location.name}: ${hotkey}`,
    ]);
  }
  const wallet = await importWallet({ ...source, ...(await protectionOf(context, options)) });
  const coldkey = await wallet.coldkeyAddress();
  context.result({ path: location.path, name: location.name, coldkey }, [`coldkey of ${location.name}: ${coldkey}`]);
}

export async function listWalletsCommand(context: Context): Promise<void> {
  const wallets = await listWallets(await context.walletPath());
  const rows = wallets.flatMap(({ name, coldkey, hotkeys }) => [
    [name, "coldkey", coldkey.state, shownAddress(coldkey)],
    ...hotkeys.map((hotkey) => ["", `hotkey ${hotkey.name}`, hotkey.state, shownAddress(hotkey)]),
  ]);
  const columns = [{ head: "wallet" }, { head: "key" }, { head: "state" }, { head: "address" }];
  const none = ["No wallets here. `tao wallet create NAME` makes the first one."];
  context.result(wallets, rows.length > 0 ? context.table(columns, rows) : none);
}

const shownAddress = ({ address }: KeySummary): string => address ?? "–";

export async function newLocation(context: Context, name = context.walletName) {
  const path = await context.walletPath();
  return { ...(path === undefined ? {} : { path }), name, hotkey: context.hotkeyName };
}

export async function protectionOf(context: Context, options: CreateOptions) {
  return options.password === false ? { encryptColdkey: false } : { password: await newPassword(context) };
}

async function readMnemonic(context: Context): Promise<string> {
  const { env, stdin } = context.surroundings;
  const phrase =
    env.TAO_MNEMONIC ?? (isInteractive(context) ? await askSecret(context, "Recovery phrase") : await readAll(stdin));
  if (phrase.trim() !== "") return phrase.trim();
  throw cliError(
    { code: "cli/no_mnemonic" },
    "There is no recovery phrase to import.",
    "Pipe it into the command, or set TAO_MNEMONIC.",
  );
}
