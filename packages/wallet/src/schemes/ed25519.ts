import { blake2b256, concatBytes } from "@taostack/primitives";
import { walletError } from "../errors.js";
import type { Scheme, SecretPair } from "./scheme.js";
import type { Wasm } from "./wasm.js";

/** SCALE text: the compact length, then the letters. */
const hardDerivation = concatBytes(Uint8Array.of(11 << 2), new TextEncoder().encode("Ed25519HDKD"));

/** Plain Ed25519; the secret is the seed. Substrate derives hard junctions only. */
export function createEd25519(wasm: Wasm): Scheme {
  const pairFromSeed = (seed: Uint8Array): SecretPair => {
    const secret = wasm.ed25519KeypairFromSeed(seed);
    return { secret, publicKey: secret.slice(32) };
  };
  return {
    cryptoType: 0,
    pairFromSeed,
    pairFromPrivateKey: (privateKey) =>
      privateKey.length === 32 || privateKey.length === 64 ? pairFromSeed(privateKey.slice(0, 32)) : undefined,
    privateKeyOf: ({ secret }) => secret.slice(0, 32),
    derive: ({ secret }, { hard, chainCode }) => {
      if (!hard) throw noSoftDerivation();
      return pairFromSeed(blake2b256(concatBytes(hardDerivation, secret.subarray(0, 32), chainCode)));
    },
    sign: ({ publicKey, secret }, message) => wasm.ed25519Sign(publicKey, secret.subarray(0, 32), message),
    verify: (message, signature, publicKey) => wasm.ed25519Verify(signature, message, publicKey),
  };
}

const noSoftDerivation = () =>
  walletError({ code: "wallet/bad_uri" }, "An ed25519 key cannot be derived by a soft /part.", {
    remedy: "Write //parts only, or use an sr25519 key.",
  });
