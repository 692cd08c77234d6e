import { bytesToNumberBE } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { concatBytes } from "@taostack/primitives";
import { fields, G2, g1FromBytes, g2FromBytes, pairingBatch, roundPoint } from "./curve.js";

/** drand's quicknet: when round 1 came, in seconds since 1970, and how many seconds a round takes. */
export const QUICKNET_GENESIS_S = 1_692_803_367;
export const QUICKNET_PERIOD_S = 3;

/** The newest round that a beacon with quicknet's clock has published at this time; 0 before its first. */
export function roundAt(timeMs: number): bigint {
  const elapsedS = Math.floor(timeMs / 1000) - QUICKNET_GENESIS_S;
  return elapsedS < 0 ? 0n : BigInt(Math.floor(elapsedS / QUICKNET_PERIOD_S)) + 1n;
}

/** A beacon whose key anyone may know. It can sign any round at any time. */
export interface DevelopmentBeacon {
  /** 96 bytes, a compressed point of G2. */
  readonly publicKey: Uint8Array;
  /** The signature of a round: 48 bytes, a compressed point of G1. */
  sign(round: bigint): Uint8Array;
}

export function createDevelopmentBeacon(seed: Uint8Array): DevelopmentBeacon {
  const digest = sha512(concatBytes(utf8ToBytes("localnet/beacon"), seed));
  const secret = (bytesToNumberBE(digest) % (fields.Fr.ORDER - 1n)) + 1n;
  return {
    get publicKey() {
      // Neither blinding, since anyone may know the secret, nor the base point's tables, which take far longer to make
      // than one product without them: each chain that starts asks for this, and few for another.
      return G2.Point.fromAffine(G2.Point.BASE.toAffine()).multiplyUnsafe(secret).toBytes();
    },
    sign: (round) => roundPoint(round).multiply(secret).toBytes(),
  };
}

/** Whether a beacon of this public key has signed the round. */
export function isBeaconSignature(round: bigint, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const pairs = [
      { g1: g1FromBytes(signature), g2: G2.Point.BASE.negate() },
      { g1: roundPoint(round), g2: g2FromBytes(publicKey) },
    ];
    return fields.Fp12.eql(pairingBatch(pairs), fields.Fp12.ONE);
  } catch {
    return false;
  }
}
