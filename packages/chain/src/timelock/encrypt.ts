import { gcm } from "@noble/ciphers/aes.js";
import { randomBytes } from "@noble/ciphers/utils.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bytesToNumberBE, numberToBytesLE } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@taostack/primitives";
import { u64Bytes } from "../encoding/scale.js";

// Boneh–Franklin encryption to an identity ("FullIdent") on BLS12-381, as drand's time-lock encryption uses it: the identity is the
// number of a round, and the beacon's signature of that round is the key.

const { G1, G2, fields, pairing } = bls12_381;
const SIGNATURE_TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const SUITE = new TextEncoder().encode("AES_GCM_");
const FIELD_BYTES = 48;

/** What encryption draws at random; given only to repeat a known ciphertext. */
export interface TimelockRandomness {
  /** 32 bytes each. */
  readonly fileKey: Uint8Array;
  readonly sigma: Uint8Array;
  /** 12 bytes. */
  readonly nonce: Uint8Array;
}

const draw = (): TimelockRandomness => ({ fileKey: randomBytes(32), sigma: randomBytes(32), nonce: randomBytes(12) });

/**
 * Encrypts bytes that open with the beacon's signature of a round. Layout: U ‖ V ‖ W ‖ body ‖ cipher's name, each but U behind its length.
 * @param beaconKey - Public key of the beacon: 96 bytes, a compressed point of G2.
 */
export function timelockEncrypt(
  plaintext: Uint8Array,
  round: bigint,
  beaconKey: Uint8Array,
  { fileKey, sigma, nonce }: TimelockRandomness = draw(),
): Uint8Array {
  const exponent = fields.Fr.create(bytesToNumberBE(sha256(concatBytes(sigma, fileKey))));
  const beacon = G2.Point.fromBytes(beaconKey);
  beacon.assertValidity();
  const shared = pairing(roundPoint(round), beacon.multiply(exponent));
  const sealed = concatBytes(prefixed(gcm(fileKey, nonce).encrypt(plaintext)), prefixed(nonce));
  return concatBytes(
    G2.Point.BASE.multiply(exponent).toBytes(),
    prefixed(xor(sigma, sha256(targetBytes(shared)))),
    prefixed(xor(fileKey, sha256(sigma))),
    prefixed(sealed),
    prefixed(SUITE),
  );
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, index) => byte ^ (b[index] ?? 0));

/** The point that a beacon signs for a round: SHA-256 of its number as 8 big-endian bytes, hashed to G1. */
function roundPoint(round: bigint) {
  const id = new Uint8Array(8);
  new DataView(id.buffer).setBigUint64(0, round);
  return G1.hashToCurve(sha256(id), { DST: SIGNATURE_TAG });
}

/** Bytes behind their length, a u64 in little-endian. */
const prefixed = (bytes: Uint8Array): Uint8Array => concatBytes(u64Bytes(BigInt(bytes.length)), bytes);

/** The 12 coefficients in tower order, each 48 bytes little-endian. */
function targetBytes({ c0, c1 }: ReturnType<typeof pairing>): Uint8Array {
  const coefficients = [c0, c1]
    .flatMap((sextic) => [sextic.c0, sextic.c1, sextic.c2])
    .flatMap((pair) => [pair.c0, pair.c1]);
  return concatBytes(...coefficients.map((value) => numberToBytesLE(value, FIELD_BYTES)));
}
