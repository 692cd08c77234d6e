import { createEd25519 } from "./ed25519.js";
import type { KeyScheme, Scheme } from "./scheme.js";
import { createSr25519 } from "./sr25519.js";
import { loadWasm } from "./wasm.js";

const creators = { sr25519: createSr25519, ed25519: createEd25519 } as const;

export const loadScheme = async (scheme: KeyScheme): Promise<Scheme> => creators[scheme](await loadWasm());

/** The `cryptoType` of keyfiles, as number or text. `undefined` for one that this network does not know. */
export function schemeOfCryptoType(cryptoType: string): KeyScheme | undefined {
  if (cryptoType === "1") return "sr25519";
  return cryptoType === "0" ? "ed25519" : undefined;
}

/** True if `signature` (64 bytes) is one of exactly these bytes by `publicKey` (32 bytes). Wrong lengths are just false. */
export async function verifySignature(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
  scheme: KeyScheme = "sr25519",
): Promise<boolean> {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const { verify } = await loadScheme(scheme);
  try {
    return verify(message, signature, publicKey);
  } catch {
    return false;
  }
}
