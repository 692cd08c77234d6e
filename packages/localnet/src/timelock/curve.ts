import { bls12_381 } from "@noble/curves/bls12-381.js";
import { numberToBytesLE } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@taostack/primitives";

export const { G1, G2, fields, pairing, pairingBatch } = bls12_381;

export type G1Point = InstanceType<typeof G1.Point>;
export type G2Point = InstanceType<typeof G2.Point>;
type TargetElement = ReturnType<typeof pairing>;

const SIGNATURE_TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const FIELD_BYTES = 48;

/** The point that a beacon signs for a round: SHA-256 of its number as 8 big-endian bytes, hashed to G1. */
export function roundPoint(round: bigint): G1Point {
  const id = new Uint8Array(8);
  new DataView(id.buffer).setBigUint64(0, round);
  return G1.hashToCurve(sha256(id), { DST: SIGNATURE_TAG });
}

/** A point of G1 from its 48 compressed bytes. @throws for bytes that are no point of the group. */
export function g1FromBytes(bytes: Uint8Array): G1Point {
  const point = G1.Point.fromBytes(bytes);
  point.assertValidity();
  return point;
}

/** A point of G2 from its 96 compressed bytes. @throws for bytes that are no point of the group. */
export function g2FromBytes(bytes: Uint8Array): G2Point {
  const point = G2.Point.fromBytes(bytes);
  point.assertValidity();
  return point;
}

/** The 12 coefficients in tower order, each 48 bytes little-endian: 576 bytes. */
export function targetBytes({ c0, c1 }: TargetElement): Uint8Array {
  const coefficients = [c0, c1]
    .flatMap((sextic) => [sextic.c0, sextic.c1, sextic.c2])
    .flatMap((pair) => [pair.c0, pair.c1]);
  return concatBytes(...coefficients.map((value) => numberToBytesLE(value, FIELD_BYTES)));
}
