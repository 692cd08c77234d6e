import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { encodeAddress } from "@taostack/primitives";
import { keyfileFormat } from "./encryption.js";
import { isExposed, readIfPresent } from "./files.js";
import { layoutOf, walletsFolder } from "./layout.js";
import { readPublicPart } from "./wallet.js";

/** `encrypted` needs a password, `public` cannot sign, `missing` is not there at all. */
export type KeyState = "plain" | "encrypted" | "public" | "missing";

export interface KeySummary {
  readonly name: string;
  readonly state: KeyState;
  /** ss58; absent if it cannot be read without a password, or if the file is damaged. */
  readonly address?: string;
  /** Where it is not sr25519. */
  readonly scheme?: "ed25519";
  /** Other users of this machine may read the secret: `chmod 600` it. */
  readonly exposed?: true;
}

export interface WalletSummary {
  readonly name: string;
  /** The wallet's folder. */
  readonly path: string;
  readonly coldkey: KeySummary;
  /** Sorted by name. */
  readonly hotkeys: readonly KeySummary[];
}

/** The wallets in a folder, sorted by name; none if the folder is not there. A damaged file does not hide the others. */
export async function listWallets(path?: string): Promise<WalletSummary[]> {
  const folder = walletsFolder(path);
  const names = await entriesOf(folder, "folder");
  return Promise.all(names.map((name) => summarize(folder, name)));
}

async function summarize(path: string, name: string): Promise<WalletSummary> {
  const files = layoutOf({ path, name });
  const entries = await entriesOf(files.hotkeys, "file");
  return {
    name,
    path: files.folder,
    coldkey: await summarizeKey(name, files.coldkey, files.coldkeyPublic),
    hotkeys: await Promise.all(
      hotkeyNames(entries).map((hotkey) => {
        const secret = join(files.hotkeys, hotkey);
        return summarizeKey(hotkey, secret, `${secret}pub.txt`);
      }),
    ),
  };
}

/** `xpub.txt` is the public part of `x`; alone, it is a hotkey of which the secret is elsewhere. */
function hotkeyNames(entries: readonly string[]): string[] {
  return [...new Set(entries.map((entry) => entry.replace(/(?<=.)pub\.txt$/, "")))].sort();
}

async function summarizeKey(name: string, secretPath: string, publicPath: string): Promise<KeySummary> {
  const [secret, publicPart] = await Promise.all([tryRead(secretPath), tryRead(publicPath)]);
  const state = secret ? stateOf(secret) : publicPart ? "public" : "missing";
  const part = await readPublicPart(publicPath, secretPath).catch(() => undefined);
  return {
    name,
    state,
    ...(part ? { address: encodeAddress(part.publicKey) } : {}),
    ...(part?.scheme === "ed25519" ? { scheme: part.scheme } : {}),
    ...(secret && (await isExposed(secretPath)) ? { exposed: true } : {}),
  };
}

/** A file that cannot be read is there all the same, so it counts as empty. */
const tryRead = (path: string): Promise<Uint8Array | undefined> => readIfPresent(path).catch(() => new Uint8Array());

const stateOf = (secret: Uint8Array): KeyState => (keyfileFormat(secret) === "plain" ? "plain" : "encrypted");

async function entriesOf(folder: string, kind: "file" | "folder"): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const isKind = await Promise.all(names.map((name) => (name.startsWith(".") ? false : isA(kind, join(folder, name)))));
  return names.filter((_, index) => isKind[index]).sort();
}

/** Follows links, as people move wallets to other disks. */
const isA = (kind: "file" | "folder", path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => (kind === "folder" ? entry.isDirectory() : entry.isFile()),
    () => false,
  );
