import { ed25519Verify, sr25519Verify, waitReady } from "@polkadot/wasm-crypto";
import { equalBytes, fromHex } from "@taostack/primitives";
import type { Extrinsic, PayloadContext, SignedPart } from "./extrinsic.js";
import { signingPayload } from "./extrinsic.js";

/** Must have resolved before `hasGoodSignature` is asked. */
export async function loadCrypto(): Promise<void> {
  await waitReady();
}

/** What was found good. The same transaction is checked when it comes and when it goes into a block. */
const verified = new WeakMap<Extrinsic, Uint8Array>();

/** Whether the signer signed this call for this chain. sr25519 and ed25519; other kinds are not used on this network. */
export function hasGoodSignature(extrinsic: Extrinsic, context: PayloadContext): boolean {
  const { signed, callBytes } = extrinsic;
  if (signed?.mode.type !== "Disabled") return false;
  const payload = signingPayload(signed, callBytes, context);
  const before = verified.get(extrinsic);
  if (before && equalBytes(before, payload)) return true;
  const good = verify(signed, payload);
  if (good) verified.set(extrinsic, payload);
  return good;
}

function verify({ signer, signature: { type, value } }: SignedPart, payload: Uint8Array): boolean {
  const publicKey = fromHex(signer);
  try {
    if (type === "Sr25519") return sr25519Verify(value, payload, publicKey);
    return type === "Ed25519" && ed25519Verify(value, payload, publicKey);
  } catch {
    // A key that is not a point of the curve.
    return false;
  }
}
