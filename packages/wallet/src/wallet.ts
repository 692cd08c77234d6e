import { encodeAddress } from "@taostack/primitives";
import { decryptKeyfile } from "./encryption.js";
import { walletError } from "./errors.js";
import { readIfPresent, readKeyfile } from "./files.js";
import { decodeKeyfile, type PublicPart } from "./keyfile.js";
import { keypairOf } from "./keypair.js";
import { layoutOf, type WalletLayout, type WalletLocation } from "./layout.js";
import type { PasswordSource } from "./password-source.js";
import type { Keypair } from "./signer.js";

/** A wallet folder with one of its hotkeys. Files are read when asked for, each time; no secret is kept. */
export class Wallet {
  readonly name: string;
  readonly hotkeyName: string;
  readonly files: WalletLayout;

  constructor(location: WalletLocation) {
    this.name = location.name;
    this.hotkeyName = location.hotkey ?? "default";
    this.files = layoutOf(location);
  }

  /** ss58. Needs no password unless the public part is missing and the coldkey is encrypted. @throws as `unlockColdkey`. */
  coldkeyAddress(): Promise<string> {
    return readAddress(this.files.coldkeyPublic, this.files.coldkey);
  }

  /** ss58. Needs no password unless the public part is missing and the hotkey is encrypted. @throws as `hotkey`. */
  hotkeyAddress(): Promise<string> {
    return readAddress(this.files.hotkeyPublic, this.files.hotkey);
  }

  /**
   * The coldkey, which owns the funds. An encrypted one takes seconds to open.
   * @param password - Or where to find it; a source is asked only if the file is encrypted.
   * @throws `wallet/not_found`, `wallet/watch_only`, `wallet/password_needed`, `wallet/wrong_password`, `wallet/corrupt` or
   * `wallet/unreadable`.
   */
  async unlockColdkey(password?: string | PasswordSource): Promise<Keypair> {
    const { coldkey, coldkeyPublic } = this.files;
    return readKeypair(coldkey, await readSecret(coldkey, coldkeyPublic), password);
  }

  /** The hotkey, which signs for a neuron; usually not encrypted. @throws as `unlockColdkey`. */
  async hotkey(password?: string | PasswordSource): Promise<Keypair> {
    const { hotkey, hotkeyPublic } = this.files;
    return readKeypair(hotkey, await readSecret(hotkey, hotkeyPublic), password);
  }
}

/** Names a wallet; nothing is read yet. @throws `wallet/bad_name`. */
export const openWallet = (location: WalletLocation): Wallet => new Wallet(location);

/** @throws `wallet/watch_only` if the public part alone is here, `wallet/not_found` if nothing is. */
export async function readSecret(path: string, publicPath: string): Promise<Uint8Array> {
  const bytes = await readIfPresent(path);
  if (!bytes && (await readIfPresent(publicPath))) throw watchOnly(path);
  return bytes ?? readKeyfile(path);
}

async function readKeypair(
  path: string,
  bytes: Uint8Array,
  password: string | PasswordSource | undefined,
): Promise<Keypair> {
  const { material } = await decodeKeyfile(await decryptKeyfile(bytes, password, path), path);
  if (!material) throw watchOnly(path);
  return keypairOf(material);
}

/** The public part if it is there, else the public fields of the secret part. Asks for no password. */
export async function readPublicPart(publicPath: string, secretPath: string): Promise<PublicPart> {
  const publicBytes = await readIfPresent(publicPath);
  const path = publicBytes ? publicPath : secretPath;
  const bytes = publicBytes ?? (await readKeyfile(secretPath));
  const { publicKey, scheme } = await decodeKeyfile(await decryptKeyfile(bytes, undefined, path), path);
  return { publicKey, scheme };
}

export const readAddress = async (publicPath: string, secretPath: string): Promise<string> =>
  encodeAddress((await readPublicPart(publicPath, secretPath)).publicKey);

const watchOnly = (path: string) =>
  walletError({ code: "wallet/watch_only", path }, `Only the public part of ${path} is here: it cannot sign.`, {
    remedy: "Import the key from its recovery phrase, or sign on the machine that holds it.",
  });
