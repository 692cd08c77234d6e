import { encodeAddress } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { type KeyMaterial, type KeySource, materialOf } from "./key-material.js";
import { loadScheme } from "./schemes/index.js";
import type { KeyScheme } from "./schemes/scheme.js";
import type { Keypair } from "./signer.js";

/** Where `console.log` and `util.inspect` of Node look; named without importing them, for browsers. */
const inspect = Symbol.for("nodejs.util.inspect.custom");

/** Secrets are not properties: nothing that walks over an object finds them. */
const materials = new WeakMap<Keypair, KeyMaterial>();

class SecretKeypair implements Keypair {
  readonly address: string;
  readonly publicKey: Uint8Array;
  readonly scheme: KeyScheme;

  constructor(material: KeyMaterial) {
    this.publicKey = material.publicKey;
    this.address = encodeAddress(material.publicKey);
    this.scheme = material.scheme;
    materials.set(this, material);
  }

  async sign(message: Uint8Array): Promise<Uint8Array> {
    const { sign } = await loadScheme(this.scheme);
    return sign(secretsOf(this), message);
  }

  toJSON(): { readonly address: string } {
    return { address: this.address };
  }

  [inspect](): string {
    return `Keypair(${this.address})`;
  }
}

export const keypairOf = (material: KeyMaterial): Keypair => new SecretKeypair(material);

/** @throws `wallet/watch_only` for a keypair that this package did not make. */
export function secretsOf(keypair: Keypair): KeyMaterial {
  const material = materials.get(keypair);
  if (material) return material;
  const { address } = keypair;
  throw walletError({ code: "wallet/watch_only", path: address }, `The secret of ${address} is not in this process.`, {
    remedy: "Open the key with this package first.",
  });
}

/** A key of either scheme. @throws `wallet/bad_mnemonic`, `wallet/bad_seed` or `wallet/bad_uri`. */
export const createKeypair = async (source: KeySource): Promise<Keypair> => keypairOf(await materialOf(source));

/**
 * An sr25519 key. `phrase//hard/soft///password`; an empty phrase is the public development phrase, so `//Alice` is everyone's Alice.
 * @throws `wallet/bad_uri`, `wallet/bad_mnemonic` or `wallet/bad_seed`.
 */
export const createKeypairFromUri = (uri: string): Promise<Keypair> => createKeypair({ uri });

/** An sr25519 key from a BIP39 phrase of 12 to 24 English words; case and spacing do not matter. @throws `wallet/bad_mnemonic`. */
export const createKeypairFromMnemonic = (mnemonic: string): Promise<Keypair> => createKeypair({ mnemonic });

/** An sr25519 key from a 32-byte mini-secret. @throws `wallet/bad_seed`. */
export const createKeypairFromSeed = (seed: Uint8Array): Promise<Keypair> => createKeypair({ seed });
