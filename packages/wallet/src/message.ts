import { concatBytes, decodeAddress, fromHex, toHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { verifySignature } from "./schemes/index.js";
import type { KeyScheme } from "./schemes/scheme.js";
import type { Signer } from "./signer.js";

const opening = new TextEncoder().encode("<Bytes>");
const closing = new TextEncoder().encode("</Bytes>");

/** What browser extensions sign instead of a bare message, so that it cannot be a transaction. */
export const wrapMessage = (message: Uint8Array): Uint8Array => concatBytes(opening, message, closing);

/**
 * The bytes that a message stands for, as the Python tools have it: text that starts with `0x` is hex, other text is UTF-8, bytes
 * are themselves.
 * @throws `wallet/bad_message` for `0x` with something else than hex behind it.
 */
export function messageBytes(message: string | Uint8Array): Uint8Array {
  if (typeof message !== "string") return message;
  if (!message.startsWith("0x")) return new TextEncoder().encode(message);
  try {
    return fromHex(message);
  } catch {
    throw walletError({ code: "wallet/bad_message" }, "The message starts with 0x, and what follows is not hex.", {
      remedy: "Write an even number of hex digits after 0x, or begin the text with something else.",
    });
  }
}

/** Signs a message as `btcli wallet sign` does. @returns the signature as hex with `0x`, 64 bytes. @throws `wallet/bad_message`. */
export const signMessage = async (signer: Signer, message: string | Uint8Array): Promise<string> =>
  toHex(await signer.sign(messageBytes(message)));

export interface SignedMessage {
  /** Text, `0x` hex or bytes: see `messageBytes`. */
  readonly message: string | Uint8Array;
  /** 64 bytes, or hex of them. */
  readonly signature: string | Uint8Array;
  /** ss58 of the signer. */
  readonly address: string;
  /** Of the signer's key; sr25519 by default. An address does not tell. */
  readonly scheme?: KeyScheme;
}

/**
 * True if the signature is of the message, or of the message in `<Bytes>…</Bytes>`, by the key of the address.
 * @throws `wallet/bad_message`, or `ss58/invalid` for the address. A malformed signature is just false.
 */
export async function verifyMessage({ message, signature, address, scheme }: SignedMessage): Promise<boolean> {
  const bytes = messageBytes(message);
  const publicKey = decodeAddress(address);
  const signed = signatureBytes(signature);
  if (!signed) return false;
  if (await verifySignature(bytes, signed, publicKey, scheme)) return true;
  return verifySignature(wrapMessage(bytes), signed, publicKey, scheme);
}

function signatureBytes(signature: string | Uint8Array): Uint8Array | undefined {
  if (typeof signature !== "string") return signature;
  return /^(0x)?[0-9a-fA-F]{128}$/.test(signature) ? fromHex(signature) : undefined;
}
