import { encodeAddress } from "@taostack/primitives";
import { decryptKeyfile } from "./encryption.js";
import { walletError } from "./errors.js";
import { readIfPresent, readKeyfile } from "./files.js";
import { decodeKeyfile } from "./keyfile.js";
import { keypairOf } from "./keypair.js";
import { layoutOf, type WalletLayout, type WalletLocation } from "./layout.js";
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
   * @throws `wallet/not_found`, `wallet/watch_only`, `wallet/password_needed`, `wallet/wrong_password`, `wallet/corrupt` or, for
   * an ed25519 key, `wallet/unsupported_format`.
   */
  async unlockColdkey(password?: string): Promise<Keypair> {
    const { coldkey, coldkeyPublic } = this.files;
    const bytes = await readIfPresent(coldkey);
    if (!bytes && (await readIfPresent(coldkeyPublic))) throw watchOnly(coldkey);
    return readKeypair(coldkey, bytes ?? (await readKeyfile(coldkey)), password);
  }

  /** The hotkey, which signs for a neuron; usually not encrypted. @throws as `unlockColdkey`. */
  async hotkey(password?: string): Promise<Keypair> {
    return readKeypair(this.files.hotkey, await readKeyfile(this.files.hotkey), password);
  }
}

/** Names a wallet; nothing is read yet. @throws `wallet/bad_name`. */
export const openWallet = (location: WalletLocation): Wallet => new Wallet(location);

async function readKeypair(path: string, bytes: Uint8Array, password: string | undefined): Promise<Keypair> {
  const { material } = await decodeKeyfile(await decryptKeyfile(bytes, password, path), path);
  if (!material) throw watchOnly(path);
  return keypairOf(material);
}

/** The public part if it is there, else the public fields of the secret part. */
export async function readAddress(publicPath: string, secretPath: string): Promise<string> {
  const publicPart = await readIfPresent(publicPath);
  const path = publicPart ? publicPath : secretPath;
  const bytes = publicPart ?? (await readKeyfile(secretPath));
  return encodeAddress((await decodeKeyfile(await decryptKeyfile(bytes, undefined, path), path)).publicKey);
}

const watchOnly = (path: string) =>
  walletError({ code: "wallet/watch_only", path }, `Only the public part of ${path} is here: it cannot sign.`, {
    remedy: "Import the key from its recovery phrase, or sign on the machine that holds it.",
  });
