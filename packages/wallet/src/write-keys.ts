import { equalBytes } from "@taostack/primitives";
import { encryptKeyfile } from "./encryption.js";
import { walletError } from "./errors.js";
import { exists, fileExists, readIfPresent, removeFiles, writeKeyfile } from "./files.js";
import type { KeyMaterial } from "./key-material.js";
import { decodeKeyfile, encodeKeyfile, encodePublicKeyfile, type PublicPart } from "./keyfile.js";
import { checkNewName, layoutOf, type WalletLayout, type WalletLocation } from "./layout.js";

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

/** @throws `wallet/bad_name` for names that are read but not made anew. */
export function newLayout(location: WalletLocation): WalletLayout {
  checkNewName(location.name);
  checkNewName(location.hotkey ?? "default");
  return layoutOf(location);
}

export async function writeColdkey(options: WriteOptions & ColdkeyProtection, material: KeyMaterial): Promise<void> {
  const { coldkey, coldkeyPublic } = newLayout(options);
  if (!options.password && options.encryptColdkey !== false) throw passwordNeeded(coldkey);
  await writePair(options, coldkey, coldkeyPublic, material, options.password);
}

export async function writeHotkey(options: WriteOptions, material: KeyMaterial, password?: string): Promise<void> {
  const { hotkey, hotkeyPublic } = newLayout(options);
  await writePair(options, hotkey, hotkeyPublic, material, password);
}

/** Both parts or none: if the second cannot be written, the first is taken back, unless it replaced an older one. */
async function writePair(
  { overwrite = false }: WriteOptions,
  secretPath: string,
  publicPath: string,
  material: KeyMaterial,
  password: string | undefined,
): Promise<void> {
  if (!overwrite) await refuseExisting([secretPath]);
  const hasPublicPart = !overwrite && (await isPublicPartOf(material, publicPath));
  const plain = await encodeKeyfile(material);
  await writeKeyfile(secretPath, password ? await encryptKeyfile(plain, password) : plain, overwrite);
  if (hasPublicPart) return;
  try {
    await writeKeyfile(publicPath, encodePublicKeyfile(material), overwrite);
  } catch (error) {
    if (!overwrite) await removeFiles([secretPath]);
    throw error;
  }
}

/** True for the public part of the same key: a wallet that only watched gets its secret. @throws `wallet/exists` for another key. */
async function isPublicPartOf({ publicKey, scheme }: PublicPart, path: string): Promise<boolean> {
  const bytes = await readIfPresent(path);
  if (!bytes) return false;
  const there = await decodeKeyfile(bytes, path).catch(() => undefined);
  if (there && there.scheme === scheme && equalBytes(there.publicKey, publicKey)) return true;
  throw exists(path);
}

export async function refuseExisting(paths: readonly string[]): Promise<void> {
  for (const path of paths) if (await fileExists(path)) throw exists(path);
}

const passwordNeeded = (path: string) =>
  walletError({ code: "wallet/password_needed", path }, "A coldkey is encrypted, and no password was given.", {
    remedy: "Give a password, or say encryptColdkey: false for a key that never holds funds.",
  });
