import { text as readAll } from "node:stream/consumers";
import { CodedError } from "@taostack/primitives";
import { createWallet, importHotkey, importWallet, type KeySummary, listWallets } from "@taostack/wallet";
import type { Context } from "../context.js";
import { newPassword } from "../prompt.js";
import { table } from "../view/format.js";

interface CreateOptions {
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
  const location = await newLocation(context, name);
  const created = await createWallet({
    ...location,
    ...(await protection(context, options)),
    words: Number(options.words ?? 12),
    overwrite: options.overwrite ?? false,
  });
  const [coldkey, hotkey] = [await created.wallet.coldkeyAddress(), await created.wallet.hotkeyAddress()];
  const { coldkeyMnemonic, hotkeyMnemonic } = created;
  context.note(
    "Write down both phrases now and keep them from others: they are shown once, and whoever has them has the funds.",
  );
  context.result({ ...location, coldkey, hotkey, coldkeyMnemonic, hotkeyMnemonic }, [
    `wallet   ${location.name}   hotkey ${location.hotkey}`,
    `coldkey  ${coldkey}`,
    `         ${coldkeyMnemonic}`,
    `hotkey   ${hotkey}`,
    `         ${hotkeyMnemonic}`,
  ]);
}

export async function importWalletCommand(
  context: Context,
  [name]: readonly string[],
  options: CreateOptions,
): Promise<void> {
  const location = await newLocation(context, name);
  const source = { ...location, mnemonic: await readMnemonic(context), overwrite: options.overwrite ?? false };
  if (options.asHotkey) {
    const address = await (await importHotkey(source)).hotkeyAddress();
    return context.result({ ...location, address }, [`hotkey ${location.hotkey} of ${location.name}: ${address}`]);
  }
  const wallet = await importWallet({ ...source, ...(await protection(context, options)) });
  const address = await wallet.coldkeyAddress();
  context.result({ ...location, address }, [`coldkey of ${location.name}: ${address}`]);
}

export async function listWalletsCommand(context: Context): Promise<void> {
  const wallets = await listWallets(await context.walletPath());
  const rows = wallets.flatMap(({ name, coldkey, hotkeys }) => [
    [name, "coldkey", coldkey.state, addressOf(coldkey)],
    ...hotkeys.map((hotkey) => ["", `hotkey ${hotkey.name}`, hotkey.state, addressOf(hotkey)]),
  ]);
  const columns = [{ head: "wallet" }, { head: "key" }, { head: "state" }, { head: "address" }];
  const none = ["No wallets here. `tao wallet create NAME` makes the first one."];
  context.result(wallets, rows.length > 0 ? table(columns, rows) : none);
}

const addressOf = ({ address }: KeySummary): string => address ?? "–";

async function newLocation(context: Context, name = context.walletName) {
  const path = await context.walletPath();
  return { ...(path === undefined ? {} : { path }), name, hotkey: context.hotkeyName };
}

async function protection(context: Context, options: CreateOptions) {
  return options.password === false ? { encryptColdkey: false } : { password: await newPassword(context) };
}

async function readMnemonic(context: Context): Promise<string> {
  const { env, stdin } = context.surroundings;
  const phrase = env.TAO_MNEMONIC ?? (await readAll(stdin ?? process.stdin)).trim();
  if (phrase !== "") return phrase;
  throw new CodedError({ code: "cli/no_mnemonic" as const }, "There is no recovery phrase to import.", {
    remedy: "Pipe it into the command, or set TAO_MNEMONIC.",
  });
}
