import { fromHex } from "@taostack/primitives";
import type { Scheme, SecretPair } from "./scheme.js";
import type { Wasm } from "./wasm.js";

/** The compressed ristretto255 base point: "agreeing" on a key with it multiplies it by the secret, which is the public key. */
const basePoint = fromHex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");

/** schnorrkel over ristretto255, signing context `substrate`. */
export function createSr25519(wasm: Wasm): Scheme {
  const pairFromSeed = (seed: Uint8Array) => splitPair(wasm.sr25519KeypairFromSeed(seed));
  return {
    cryptoType: 1,
    pairFromSeed,
    pairFromPrivateKey: (privateKey) => {
      if (privateKey.length === 32) return pairFromSeed(privateKey);
      if (privateKey.length !== 64) return undefined;
      const secret = canonicalToEd25519(privateKey);
      return { secret, publicKey: wasm.sr25519Agree(basePoint, secret) };
    },
    privateKeyOf: ({ secret }) => ed25519ToCanonical(secret),
    derive: ({ secret, publicKey }, { hard, chainCode }) => {
      const pair = joinPair({ secret, publicKey });
      const derived = hard
        ? wasm.sr25519DeriveKeypairHard(pair, chainCode)
        : wasm.sr25519DeriveKeypairSoft(pair, chainCode);
      return splitPair(derived);
    },
    sign: ({ publicKey, secret }, message) => wasm.sr25519Sign(publicKey, secret, message),
    verify: (message, signature, publicKey) => wasm.sr25519Verify(signature, message, publicKey),
  };
}

/** Ed25519 form → canonical form (schnorrkel's, the `privateKey` of keyfiles): the scalar half divided by the cofactor 8. */
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

const splitPair = (pair: Uint8Array): SecretPair => ({ secret: pair.slice(0, 64), publicKey: pair.slice(64, 96) });

function joinPair({ secret, publicKey }: SecretPair): Uint8Array {
  const pair = new Uint8Array(96);
  pair.set(secret);
  pair.set(publicKey, 64);
  return pair;
}
