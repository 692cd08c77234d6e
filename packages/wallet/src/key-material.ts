import { fromHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { mnemonicToMiniSecret, normalizeMnemonic } from "./mnemonic.js";
import { loadScheme } from "./schemes/index.js";
import type { KeyScheme, SecretPair } from "./schemes/scheme.js";
import { parseSecretUri } from "./uri.js";

/** A key with everything that a keyfile may hold of it. Stays inside this package. */
export interface KeyMaterial extends SecretPair {
  readonly scheme: KeyScheme;
  readonly seed?: Uint8Array;
  readonly phrase?: string;
}

/** Where a key comes from. Without `scheme` it is sr25519. */
export type KeySource = { readonly scheme?: KeyScheme } & (
  | { readonly mnemonic: string }
  /** 32 bytes. */
  | { readonly seed: Uint8Array }
  /** `phrase//hard/soft///password`. */
  | { readonly uri: string }
  /** As keyfiles have it: 64 bytes, or 32 of an ed25519 key. */
  | { readonly privateKey: Uint8Array }
);

/** @throws `wallet/bad_mnemonic`, `wallet/bad_seed` or `wallet/bad_uri`. */
export function materialOf(source: KeySource): Promise<KeyMaterial> {
  if ("mnemonic" in source) return materialFromMnemonic(source.mnemonic, source.scheme);
  if ("seed" in source) return materialFromSeed(source.seed, source.scheme);
  if ("uri" in source) return materialFromUri(source.uri, source.scheme);
  return materialFromPrivateKey(source.privateKey, source.scheme);
}

/** @throws `wallet/bad_seed` unless `seed` has 32 bytes. */
export async function materialFromSeed(seed: Uint8Array, scheme: KeyScheme = "sr25519"): Promise<KeyMaterial> {
  if (seed.length !== 32) throw badSeed(`A seed has 32 bytes, not ${seed.length}.`);
  const { pairFromSeed } = await loadScheme(scheme);
  return { ...pairFromSeed(seed), scheme, seed: seed.slice() };
}

/** @throws `wallet/bad_mnemonic`. */
export async function materialFromMnemonic(phrase: string, scheme: KeyScheme = "sr25519"): Promise<KeyMaterial> {
  const normalized = normalizeMnemonic(phrase);
  return { ...(await materialFromSeed(await mnemonicToMiniSecret(normalized), scheme)), phrase: normalized };
}

/** Phrase and seed are not part of the result: with junctions or a password they would restore another key. */
export async function materialFromUri(uri: string, scheme: KeyScheme = "sr25519"): Promise<KeyMaterial> {
  const { base, junctions, password } = parseSecretUri(uri);
  const { pairFromSeed, derive } = await loadScheme(scheme);
  const seed = base.startsWith("0x")
    ? seedFromHex(base)
    : await mnemonicToMiniSecret(normalizeMnemonic(base), password);
  return { ...junctions.reduce(derive, pairFromSeed(seed)), scheme };
}

/**
 * A key from what keyfiles call `privateKey`: 64 bytes in schnorrkel's canonical form, or 32 bytes of an ed25519 key.
 * @throws `wallet/bad_seed`.
 */
export async function materialFromPrivateKey(
  privateKey: Uint8Array,
  scheme: KeyScheme = "sr25519",
): Promise<KeyMaterial> {
  const pair = (await loadScheme(scheme)).pairFromPrivateKey(privateKey);
  if (!pair) throw badSeed(`A private key has 64 bytes, not ${privateKey.length}.`);
  return { ...pair, scheme };
}

/** A seed written as hex, with or without `0x`. @throws `wallet/bad_seed`, which does not repeat it. */
export function seedFromHex(hex: string): Uint8Array {
  if (!/^(0x)?[0-9a-fA-F]{64}$/.test(hex)) throw badSeed("A seed is 64 hex digits.");
  return fromHex(hex);
}

const badSeed = (message: string) =>
  walletError({ code: "wallet/bad_seed" }, message, { remedy: "Give 32 bytes, as 64 hex digits with or without 0x." });
