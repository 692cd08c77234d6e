import { decodeAddress, fromHex } from "@taostack/primitives";
import { writeKeyfile } from "./files.js";
import { type KeyMaterial, type KeySource, materialOf } from "./key-material.js";
import { encodePublicKeyfile, type PublicPart } from "./keyfile.js";
import { nodeScrypt } from "./polkadot-json/node-scrypt.js";
import { readPolkadotJson } from "./polkadot-json/read.js";
import type { KeyScheme } from "./schemes/scheme.js";
import { Wallet } from "./wallet.js";
import { type ColdkeyProtection, newLayout, type WriteOptions, writeColdkey, writeHotkey } from "./write-keys.js";

/** Where an imported key comes from. */
export type SecretSource =
  | KeySource
  /** An account as polkadot-js and browser extensions export it. It names its scheme. */
  | { readonly polkadotJson: string; readonly polkadotPassword: string };

/** A key without its secret: by address, or by public key (32 bytes, or hex of them). */
export type PublicSource = ({ readonly address: string } | { readonly publicKey: Uint8Array | string }) & {
  readonly scheme?: KeyScheme;
};

/**
 * Writes the coldkey of a phrase, a seed, a URI, a private key or a polkadot-js export. A wallet that only watched this very key
 * gets its secret.
 * @throws as `createWallet`, `wallet/bad_seed`, `wallet/bad_uri` or, for an export, `wallet/corrupt` and `wallet/wrong_password`.
 */
export async function importWallet(options: WriteOptions & ColdkeyProtection & SecretSource): Promise<Wallet> {
  await writeColdkey(options, await importedMaterial(options));
  return new Wallet(options);
}

/** Writes a hotkey, from the same sources. @throws as `importWallet`. */
export async function importHotkey(
  options: WriteOptions & SecretSource & { readonly password?: string },
): Promise<Wallet> {
  await writeHotkey(options, await importedMaterial(options), options.password);
  return new Wallet(options);
}

/** A wallet that only watches: it knows the coldkey and has no secret. @throws `ss58/invalid`, `bytes/hex_syntax` or `wallet/exists`. */
export const importColdkeyAddress = (options: WriteOptions & PublicSource): Promise<Wallet> =>
  importPublicPart(options, newLayout(options).coldkeyPublic);

/** The public part of a hotkey of which the secret is elsewhere. @throws as `importColdkeyAddress`. */
export const importHotkeyAddress = (options: WriteOptions & PublicSource): Promise<Wallet> =>
  importPublicPart(options, newLayout(options).hotkeyPublic);

async function importPublicPart(options: WriteOptions & PublicSource, path: string): Promise<Wallet> {
  await writeKeyfile(path, encodePublicKeyfile(publicPartOf(options)), options.overwrite ?? false);
  return new Wallet(options);
}

function publicPartOf(source: PublicSource): PublicPart {
  const scheme = source.scheme ?? "sr25519";
  if ("address" in source) return { publicKey: decodeAddress(source.address), scheme };
  const { publicKey } = source;
  return { publicKey: typeof publicKey === "string" ? fromHex(publicKey) : publicKey, scheme };
}

const importedMaterial = (source: SecretSource): Promise<KeyMaterial> =>
  "polkadotJson" in source
    ? readPolkadotJson(source.polkadotJson, source.polkadotPassword, nodeScrypt)
    : materialOf(source);
