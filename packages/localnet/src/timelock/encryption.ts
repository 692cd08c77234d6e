import { gcm } from "@noble/ciphers/aes.js";
import { randomBytes } from "@noble/ciphers/utils.js";
import { bytesToNumberBE } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes } from "@taostack/primitives";
import { parseTimelocked, serializeTimelocked } from "./ciphertext.js";
import { fields, G2, g1FromBytes, g2FromBytes, pairing, roundPoint, targetBytes } from "./curve.js";

// Boneh–Franklin encryption to an identity ("FullIdent") on BLS12-381, as drand's time-lock encryption uses it: the
// identity is the number of a round, and the beacon's signature of that round is the key.

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, index) => byte ^ (b[index] ?? 0));

/** The exponent that binds the header to what it hides. */
const exponent = (sigma: Uint8Array, fileKey: Uint8Array): bigint =>
  fields.Fr.create(bytesToNumberBE(sha256(concatBytes(sigma, fileKey))));

/** What encryption draws at random; given only to repeat a known ciphertext. */
export interface TimelockRandomness {
  readonly fileKey: Uint8Array;
  readonly sigma: Uint8Array;
  readonly nonce: Uint8Array;
}

const draw = (): TimelockRandomness => ({ fileKey: randomBytes(32), sigma: randomBytes(32), nonce: randomBytes(12) });

/**
 * Encrypts bytes that open with the beacon's signature of a round.
 * @param beaconKey - Public key of the beacon: 96 bytes, a compressed point of G2.
 */
export function timelockEncrypt(
  plaintext: Uint8Array,
  round: bigint,
  beaconKey: Uint8Array,
  { fileKey, sigma, nonce }: TimelockRandomness = draw(),
): Uint8Array {
  const s = exponent(sigma, fileKey);
  const shared = pairing(roundPoint(round), g2FromBytes(beaconKey).multiply(s));
  return serializeTimelocked({
    u: G2.Point.BASE.multiply(s).toBytes(),
    v: xor(sigma, sha256(targetBytes(shared))),
    w: xor(fileKey, sha256(sigma)),
    body: gcm(fileKey, nonce).encrypt(plaintext),
    nonce,
  });
}

/**
 * Opens a ciphertext by the beacon's signature of its round (48 bytes, a compressed point of G1).
 * @returns undefined for bytes that are no ciphertext, or one for another round or beacon.
 */
export function timelockDecrypt(ciphertext: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  try {
    const { u, v, w, body, nonce } = parseTimelocked(ciphertext);
    const shared = pairing(g1FromBytes(signature), g2FromBytes(u));
    const sigma = xor(v, sha256(targetBytes(shared)));
    const fileKey = xor(w, sha256(sigma));
    const expected = G2.Point.BASE.multiply(exponent(sigma, fileKey)).toBytes();
    return equalBytes(expected, u) ? gcm(fileKey, nonce).decrypt(body) : undefined;
  } catch {
    return undefined;
  }
}
