import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { randomBytes } from "@noble/ciphers/utils.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { xxhashAsU8a } from "@polkadot/util-crypto";
import { concatBytes } from "@taostack/primitives";
import { u16Bytes } from "../encoding/scale.js";

const NONCE_BYTES = 24;

/**
 * Encrypts a signed transaction to a block author's ML-KEM-768 key: hash of the key ‖ length of the KEM ciphertext ‖ it ‖ nonce ‖ the
 * transaction under XChaCha20-Poly1305.
 */
export function shieldEncrypt(transaction: Uint8Array, authorKey: Uint8Array): Uint8Array {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(authorKey);
  const nonce = randomBytes(NONCE_BYTES);
  const sealed = xchacha20poly1305(sharedSecret, nonce).encrypt(transaction);
  return concatBytes(xxhashAsU8a(authorKey, 128), u16Bytes(cipherText.length), cipherText, nonce, sealed);
}
