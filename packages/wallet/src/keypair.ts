import { inspect } from "node:util";
import { encodeAddress } from "@taostack/primitives";
import { type KeyMaterial, materialFromMnemonic, materialFromSeed, materialFromUri } from "./key-material.js";
import type { Keypair } from "./signer.js";
import { loadSr25519 } from "./sr25519.js";

class SecretKeypair implements Keypair {
  readonly address: string;
  readonly publicKey: Uint8Array;
  readonly #secret: Uint8Array;

  constructor({ publicKey, secret }: KeyMaterial) {
    this.publicKey = publicKey;
    this.address = encodeAddress(publicKey);
    this.#secret = secret;
  }

  async sign(message: Uint8Array): Promise<Uint8Array> {
    const crypto = await loadSr25519();
    return crypto.sr25519Sign(this.publicKey, this.#secret, message);
  }

  toJSON(): { readonly address: string } {
    return { address: this.address };
  }

  [inspect.custom](): string {
    return `Keypair(${this.address})`;
  }
}

export const keypairOf = (material: KeyMaterial): Keypair => new SecretKeypair(material);

/**
 * `phrase//hard/soft///password`; an empty phrase is the public development phrase, so `//Alice` is everyone's Alice.
 * @throws `wallet/bad_uri`, `wallet/bad_mnemonic` or `wallet/bad_seed`.
 */
export const createKeypairFromUri = async (uri: string): Promise<Keypair> => keypairOf(await materialFromUri(uri));

/** From a BIP39 phrase of 12 to 24 English words; case and spacing do not matter. @throws `wallet/bad_mnemonic`. */
export const createKeypairFromMnemonic = async (phrase: string): Promise<Keypair> =>
  keypairOf(await materialFromMnemonic(phrase));

/** From a 32-byte mini-secret. @throws `wallet/bad_seed`. */
export const createKeypairFromSeed = async (seed: Uint8Array): Promise<Keypair> =>
  keypairOf(await materialFromSeed(seed));
