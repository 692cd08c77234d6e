import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import type { ShieldKey } from "./keyring.js";

const HASH_BYTES = 16;
const LENGTH_BYTES = 2;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const KEM_BYTES = 1088;

/** The parts of what a client submits. */
export interface ShieldedTransaction {
  /** twox128 of the public key that it was made for. */
  readonly keyHash: Uint8Array;
  readonly kemCiphertext: Uint8Array;
  readonly nonce: Uint8Array;
  readonly body: Uint8Array;
}

/** Key hash ‖ length of the KEM ciphertext, u16 LE ‖ it ‖ nonce ‖ XChaCha20-Poly1305 body. Undefined for other bytes. */
export function parseShielded(bytes: Uint8Array): ShieldedTransaction | undefined {
  const kemStart = HASH_BYTES + LENGTH_BYTES;
  const nonceStart = kemStart + KEM_BYTES;
  const bodyStart = nonceStart + NONCE_BYTES;
  if (bytes.length < bodyStart + TAG_BYTES) return undefined;
  const kemLength = (bytes[HASH_BYTES] ?? 0) | ((bytes[HASH_BYTES + 1] ?? 0) << 8);
  if (kemLength !== KEM_BYTES) return undefined;
  return {
    keyHash: bytes.subarray(0, HASH_BYTES),
    kemCiphertext: bytes.subarray(kemStart, nonceStart),
    nonce: bytes.subarray(nonceStart, bodyStart),
    body: bytes.subarray(bodyStart),
  };
}

/** The transaction inside, in SCALE; undefined if it was not encrypted to this key. */
export function openShielded(shielded: ShieldedTransaction, { secretKey }: ShieldKey): Uint8Array | undefined {
  const shared = ml_kem768.decapsulate(shielded.kemCiphertext, secretKey);
  try {
    return xchacha20poly1305(shared, shielded.nonce).decrypt(shielded.body);
  } catch {
    return undefined;
  }
}
