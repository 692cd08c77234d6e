import {
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";

/** The two keys of a session, one for each direction, so that no tag of one side can be sent back to it. */
export interface SessionKeys {
  readonly toServer: KeyObject;
  readonly toClient: KeyObject;
}

/** An X25519 key pair that lives for one handshake. */
export interface EphemeralKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** @throws if the peer's key is a point of low order, with which the secret would not be one. */
  agree(peerPublicKey: Uint8Array): Uint8Array;
}

export function createEphemeralKey(): EphemeralKey {
  const pair = generateKeyPairSync("x25519");
  const { x } = pair.publicKey.export({ format: "jwk" });
  return {
    publicKey: Buffer.from(String(x), "base64url"),
    agree: (peerPublicKey) => diffieHellman({ privateKey: pair.privateKey, publicKey: importPublicKey(peerPublicKey) }),
  };
}

/** HKDF-SHA-256, salted with the hash of the transcript: keys of a handshake that differs in one bit have nothing in common. */
export function deriveSessionKeys(sharedSecret: Uint8Array, transcript: Uint8Array): SessionKeys {
  const material = new Uint8Array(hkdfSync("sha256", sharedSecret, transcript, "taostack session keys v1", 64));
  return {
    toServer: createSecretKey(material.subarray(0, 32)),
    toClient: createSecretKey(material.subarray(32)),
  };
}

const importPublicKey = (bytes: Uint8Array): KeyObject =>
  createPublicKey({
    key: { kty: "OKP", crv: "X25519", x: Buffer.from(bytes).toString("base64url") },
    format: "jwk",
  });
