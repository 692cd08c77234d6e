import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { DEFAULT_WALLET_PATH, type KeySummary, listWallets, type WalletSummary } from "@taostack/wallet";
import type { Context } from "../context.js";
import { type Finding, notesOf } from "./finding.js";

/** Others may make files there, or put other keys in the place of these. */
const WRITABLE_BY_OTHERS = 0o022;

/** The folder, and each key in it: there, readable, and for its owner alone. */
export async function checkWallets(context: Context): Promise<Finding[]> {
  const notes = notesOf("wallets");
  const folder = (await context.walletPath()) ?? DEFAULT_WALLET_PATH;
  const path = folder.replace(/^~(?=\/|$)/, homedir());
  const entry = await stat(path).catch(() => undefined);
  if (entry === undefined)
    return [notes.warn(`There is no folder ${folder}.`, "Make a wallet with `tao wallet create`.")];
  const wallets = await listWallets(path);
  const found = wallets.flatMap((wallet) => keysOf(path, wallet).flatMap(keyFindings));
  const folderFindings =
    process.platform !== "win32" && (entry.mode & WRITABLE_BY_OTHERS) !== 0
      ? [notes.warn(`Others may write into ${folder}.`, `chmod 700 ${path}`)]
      : [];
  return [...folderFindings, ...found, ...chosen(context, folder, wallets)];
}

interface Key {
  readonly label: string;
  readonly path: string;
  readonly summary: KeySummary;
}

const keysOf = (folder: string, { name, coldkey, hotkeys }: WalletSummary): Key[] => [
  { label: `The coldkey of ${name}`, path: join(folder, name, "coldkey"), summary: coldkey },
  ...hotkeys.map((summary) => ({
    label: `The hotkey ${summary.name} of ${name}`,
    path: join(folder, name, "hotkeys", summary.name),
    summary,
  })),
];

function keyFindings({ label, path, summary: { state, address, exposed } }: Key): Finding[] {
  const notes = notesOf("wallets");
  const damaged = address === undefined && state !== "missing" && state !== "encrypted";
  return [
    ...(exposed ? [notes.fail(`${label} can be read by others on this machine.`, `chmod 600 ${path}`)] : []),
    ...(damaged
      ? [notes.fail(`${label} cannot be read.`, "Bring it back from its recovery phrase: `tao wallet import`.")]
      : []),
  ];
}

/** Whether the wallet is there that commands take if none is named. */
function chosen(context: Context, folder: string, wallets: readonly WalletSummary[]): Finding[] {
  const notes = notesOf("wallets");
  const name = context.walletName;
  const all = `${wallets.length} ${wallets.length === 1 ? "wallet" : "wallets"} in ${folder}`;
  if (wallets.some((wallet) => wallet.name === name))
    return [notes.ok(`${all}; ${name} is the one that commands take`)];
  const remedy =
    wallets.length === 0
      ? "Make one with `tao wallet create`."
      : `Name one with --wallet or \`tao config set wallet\`: ${wallets
          .slice(0, 8)
          .map((wallet) => wallet.name)
          .join(", ")}.`;
  return [notes.warn(`${all}; none is named ${name}, which commands would take.`, remedy)];
}
