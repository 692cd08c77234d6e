import { ed25519Verify, sr25519Verify, waitReady } from "@polkadot/wasm-crypto";
import { fromHex } from "@taostack/primitives";
import type { Extrinsic, PayloadContext } from "./extrinsic.js";
import { signingPayload } from "./extrinsic.js";

/** Must have resolved before `hasGoodSignature` is asked. */
export async function loadCrypto(): Promise<void> {
  await waitReady();
}

/** Whether the signer signed this call for this chain. sr25519 and ed25519; other kinds are not used on this network. */
export function hasGoodSignature({ signed, callBytes }: Extrinsic, context: PayloadContext): boolean {
  if (signed?.mode.type !== "Disabled") return false;
  const payload = signingPayload(signed, callBytes, context);
  const publicKey = fromHex(signed.signer);
  const { type, value } = signed.signature;
  try {
    if (type === "Sr25519") return sr25519Verify(value, payload, publicKey);
    return type === "Ed25519" && ed25519Verify(value, payload, publicKey);
  } catch {
    // A key that is not a point of the curve.
    return false;
  }
}
