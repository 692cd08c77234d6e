import { fromHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { mnemonicToMiniSecret, normalizeMnemonic } from "./mnemonic.js";
import { loadSr25519 } from "./sr25519.js";
import { parseSecretUri } from "./uri.js";

/** A key with everything that a keyfile may hold of it. Stays inside this package. */
export interface KeyMaterial {
  readonly publicKey: Uint8Array;
  /** 64 bytes in the Ed25519 form (scalar times 8), as the WASM module takes it. */
  readonly secret: Uint8Array;
  readonly seed?: Uint8Array;
  readonly phrase?: string;
}

/** @throws `wallet/bad_seed` unless `seed` has 32 bytes. */
export async function materialFromSeed(seed: Uint8Array): Promise<KeyMaterial> {
  if (seed.length !== 32) throw badSeed(`A seed has 32 bytes, not ${seed.length}.`);
  const crypto = await loadSr25519();
  return { ...splitPair(crypto.sr25519KeypairFromSeed(seed)), seed: seed.slice() };
}

/** @throws `wallet/bad_mnemonic`. */
export async function materialFromMnemonic(phrase: string): Promise<KeyMaterial> {
  const normalized = normalizeMnemonic(phrase);
  return { ...(await materialFromSeed(mnemonicToMiniSecret(normalized))), phrase: normalized };
}

/** Phrase and seed are not part of the result: with junctions or a password they would restore another key. */
export async function materialFromUri(uri: string): Promise<KeyMaterial> {
  const { base, junctions, password } = parseSecretUri(uri);
  const crypto = await loadSr25519();
  const seed = base.startsWith("0x") ? seedFromHex(base) : mnemonicToMiniSecret(normalizeMnemonic(base), password);
  let pair = crypto.sr25519KeypairFromSeed(seed);
  for (const { hard, chainCode } of junctions) {
    pair = hard ? crypto.sr25519DeriveKeypairHard(pair, chainCode) : crypto.sr25519DeriveKeypairSoft(pair, chainCode);
  }
  return splitPair(pair);
}

/** The compressed ristretto255 base point: "agreeing" on a key with it multiplies it by the secret, which is the public key. */
const basePoint = fromHex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");

/** A key from the 64 bytes that keyfiles call `privateKey`: schnorrkel's canonical form. @throws `wallet/bad_seed`. */
export async function materialFromPrivateKey(privateKey: Uint8Array): Promise<KeyMaterial> {
  if (privateKey.length !== 64) throw badSeed(`A private key has 64 bytes, not ${privateKey.length}.`);
  const crypto = await loadSr25519();
  const secret = canonicalToEd25519(privateKey);
  return { secret, publicKey: crypto.sr25519Agree(basePoint, secret) };
}

/** A seed written as hex, with or without `0x`. @throws `wallet/bad_seed`. */
export function seedFromHex(hex: string): Uint8Array {
  if (!/^(0x)?[0-9a-fA-F]{64}$/.test(hex)) throw badSeed("A seed is 64 hex digits.");
  return fromHex(hex);
}

/** Ed25519 form → canonical form: the scalar half divided by the cofactor 8. */
export function ed25519ToCanonical(secret: Uint8Array): Uint8Array {
  return shiftScalar(secret, (scalar) => scalar >> 3n);
}

/** Canonical form → Ed25519 form. */
export function canonicalToEd25519(secret: Uint8Array): Uint8Array {
  return shiftScalar(secret, (scalar) => BigInt.asUintN(256, scalar << 3n));
}

function shiftScalar(secret: Uint8Array, shift: (scalar: bigint) => bigint): Uint8Array {
  const shifted = secret.slice();
  let scalar = 0n;
  for (let index = 31; index >= 0; index--) scalar = (scalar << 8n) | BigInt(secret[index]!);
  scalar = shift(scalar);
  for (let index = 0; index < 32; index++, scalar >>= 8n) shifted[index] = Number(scalar & 0xffn);
  return shifted;
}

const splitPair = (pair: Uint8Array): KeyMaterial => ({ secret: pair.slice(0, 64), publicKey: pair.slice(64, 96) });

const badSeed = (message: string) =>
  walletError({ code: "wallet/bad_seed" }, message, { remedy: "Give 32 bytes, as 64 hex digits with or without 0x." });
