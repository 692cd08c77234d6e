import { type ProtocolErrorReason, protocolError } from "../errors.js";
import type { EphemeralKey } from "./keys.js";

/** @throws `protocol/unauthenticated`. */
export function refuseHandshake(reason: ProtocolErrorReason, why: string): never {
  throw protocolError("protocol/unauthenticated", why, { reason });
}

/** @throws `protocol/unauthenticated` (`malformed`), naming the field. */
export function requireLength(field: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) refuseHandshake("malformed", `${field} has ${bytes.length} bytes instead of ${length}.`);
}

/** @throws `protocol/unauthenticated` (`malformed`) for a key with which there is no secret. */
export function sharedSecret(own: EphemeralKey, peerPublicKey: Uint8Array): Uint8Array {
  try {
    return own.agree(peerPublicKey);
  } catch (cause) {
    throw protocolError("protocol/unauthenticated", "The peer's X25519 key is not usable.", {
      reason: "malformed",
      cause,
    });
  }
}
