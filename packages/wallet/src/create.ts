import { decodeAddress } from "@taostack/primitives";
import { encryptKeyfile } from "./encryption.js";
import { walletError } from "./errors.js";
import { exists, fileExists, writeKeyfile } from "./files.js";
import { type KeyMaterial, materialFromMnemonic, materialFromSeed, materialFromUri } from "./key-material.js";
import { encodeKeyfile, encodePublicKeyfile } from "./keyfile.js";
import { checkNewName, layoutOf, type WalletLocation } from "./layout.js";
import { generateMnemonic } from "./mnemonic.js";
import { materialFromPolkadotJson } from "./polkadot-json.js";
import { Wallet } from "./wallet.js";

export interface WriteOptions extends WalletLocation {
  /** Replaces keyfiles that are there. Without it, `wallet/exists`. */
  readonly overwrite?: boolean;
}

export interface ColdkeyProtection {
  /** Encrypts the coldkey. */
  readonly password?: string;
  /** `false` writes the coldkey in the clear; without it a password is needed. */
  readonly encryptColdkey?: boolean;
}

/** Where an imported key comes from. */
export type SecretSource =
  | { readonly mnemonic: string }
  | { readonly seed: Uint8Array }
  /** `phrase//hard/soft///password`. */
  | { readonly uri: string }
  /** An account as polkadot-js and browser extensions export it. */
  | { readonly polkadotJson: string; readonly polkadotPassword: string };

export interface CreatedWallet {
  readonly wallet: Wallet;
  /** Shown once, to be written down; whoever has it has the funds. */
  readonly coldkeyMnemonic: string;
  readonly hotkeyMnemonic: string;
}

/**
 * A new coldkey and a new hotkey, each from its own phrase of `words` words (12 by default).
 * @throws `wallet/exists`, `wallet/password_needed`, `wallet/bad_name` or `wallet/bad_mnemonic`. Nothing is written then.
 */
export async function createWallet(
  options: WriteOptions & ColdkeyProtection & { readonly words?: number },
): Promise<CreatedWallet> {
  const coldkeyMnemonic = generateMnemonic(options.words);
  const hotkeyMnemonic = generateMnemonic(options.words);
  const files = newLayout(options);
  if (!options.overwrite) await refuseExisting([files.coldkey, files.coldkeyPublic, files.hotkey, files.hotkeyPublic]);
  await writeColdkey(options, await materialFromMnemonic(coldkeyMnemonic));
  await writeHotkey(options, await materialFromMnemonic(hotkeyMnemonic));
  return { wallet: new Wallet(options), coldkeyMnemonic, hotkeyMnemonic };
}

/** A further hotkey. `password` encrypts it, which neurons then need at every start. @throws as `createWallet`. */
export async function createHotkey(
  options: WriteOptions & { readonly words?: number; readonly password?: string },
): Promise<{ readonly wallet: Wallet; readonly hotkeyMnemonic: string }> {
  const hotkeyMnemonic = generateMnemonic(options.words);
  await writeHotkey(options, await materialFromMnemonic(hotkeyMnemonic), options.password);
  return { wallet: new Wallet(options), hotkeyMnemonic };
}

/**
 * Writes the coldkey of a phrase, a seed, a URI or a polkadot-js export.
 * @throws as `createWallet`, `wallet/bad_seed`, `wallet/bad_uri` or, for an export, `wallet/corrupt` and `wallet/wrong_password`.
 */
export async function importWallet(options: WriteOptions & ColdkeyProtection & SecretSource): Promise<Wallet> {
  await writeColdkey(options, await materialOf(options));
  return new Wallet(options);
}

/** Writes a hotkey of a phrase, a seed, a URI or a polkadot-js export. @throws as `importWallet`. */
export async function importHotkey(
  options: WriteOptions & SecretSource & { readonly password?: string },
): Promise<Wallet> {
  await writeHotkey(options, await materialOf(options), options.password);
  return new Wallet(options);
}

/** A wallet that only watches: it has the coldkey's address and no secret. @throws `ss58/invalid` or `wallet/exists`. */
export async function importColdkeyAddress(options: WriteOptions & { readonly address: string }): Promise<Wallet> {
  const content = encodePublicKeyfile(decodeAddress(options.address));
  await writeKeyfile(newLayout(options).coldkeyPublic, content, options.overwrite ?? false);
  return new Wallet(options);
}

function materialOf(source: SecretSource): Promise<KeyMaterial> {
  if ("mnemonic" in source) return materialFromMnemonic(source.mnemonic);
  if ("seed" in source) return materialFromSeed(source.seed);
  if ("uri" in source) return materialFromUri(source.uri);
  return materialFromPolkadotJson(source.polkadotJson, source.polkadotPassword);
}

async function writeColdkey(options: WriteOptions & ColdkeyProtection, material: KeyMaterial): Promise<void> {
  const { coldkey, coldkeyPublic } = newLayout(options);
  if (!options.password && options.encryptColdkey !== false) throw passwordNeeded(coldkey);
  await writePair(options, coldkey, coldkeyPublic, material, options.password);
}

async function writeHotkey(options: WriteOptions, material: KeyMaterial, password?: string): Promise<void> {
  const { hotkey, hotkeyPublic } = newLayout(options);
  await writePair(options, hotkey, hotkeyPublic, material, password);
}

async function writePair(
  { overwrite = false }: WriteOptions,
  secretPath: string,
  publicPath: string,
  material: KeyMaterial,
  password: string | undefined,
): Promise<void> {
  if (!overwrite) await refuseExisting([secretPath, publicPath]);
  const plain = encodeKeyfile(material);
  await writeKeyfile(secretPath, password ? await encryptKeyfile(plain, password) : plain, overwrite);
  await writeKeyfile(publicPath, encodePublicKeyfile(material.publicKey), overwrite);
}

async function refuseExisting(paths: readonly string[]): Promise<void> {
  for (const path of paths) if (await fileExists(path)) throw exists(path);
}

function newLayout(location: WalletLocation) {
  checkNewName(location.name);
  checkNewName(location.hotkey ?? "default");
  return layoutOf(location);
}

const passwordNeeded = (path: string) =>
  walletError({ code: "wallet/password_needed", path }, "A coldkey is encrypted, and no password was given.", {
    remedy: "Give a password, or say encryptColdkey: false for a key that never holds funds.",
  });
