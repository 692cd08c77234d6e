import type * as WasmCrypto from "@polkadot/wasm-crypto";

export type Sr25519 = typeof WasmCrypto;

let loading: Promise<Sr25519> | undefined;

/** The WASM module is loaded on first use, so that importing this package costs nothing. */
export function loadSr25519(): Promise<Sr25519> {
  loading ??= import("@polkadot/wasm-crypto").then(async (crypto) => {
    await crypto.waitReady();
    return crypto;
  });
  return loading;
}

/** True if `signature` (64 bytes) is one of exactly these bytes by `publicKey` (32 bytes). Wrong lengths are just false. */
export async function verifySignature(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const crypto = await loadSr25519();
  try {
    return crypto.sr25519Verify(signature, message, publicKey);
  } catch {
    return false;
  }
}
