import { blake2b } from "@noble/hashes/blake2.js";
import { base58 } from "@scure/base";
import { encodeBase58 } from "./base58.js";
import { concatBytes } from "./bytes.js";
import { CodedError } from "./errors.js";

/** Bittensor's address prefix. */
export const SS58_PREFIX = 42;

const checksumPrefix = new TextEncoder().encode("SS58PRE");
const checksum = (body: Uint8Array): Uint8Array => blake2b(concatBytes(checksumPrefix, body)).subarray(0, 2);

function invalid(address: string, why: string): never {
  throw new CodedError(
    { code: "ss58/invalid" as const, address },
    `"${address.slice(0, 64)}" is not an address: ${why}.`,
    {
      remedy: "Check it for a missing or mistyped character; addresses of this network start with 5.",
    },
  );
}

/** The ss58 text of a 32-byte public key. @throws `ss58/invalid` for another length. */
export function encodeAddress(publicKey: Uint8Array, prefix: number = SS58_PREFIX): string {
  if (publicKey.length !== 32) {
    throw new CodedError(
      { code: "ss58/invalid" as const, address: "" },
      `A public key has 32 bytes, not ${publicKey.length}.`,
    );
  }
  const head =
    prefix < 64
      ? Uint8Array.of(prefix)
      : Uint8Array.of(((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 0x03) << 6));
  const body = concatBytes(head, publicKey);
  return encodeBase58(concatBytes(body, checksum(body)));
}

/** The 32-byte public key of an address with any prefix. @throws `ss58/invalid` on bad characters, length or checksum. */
export function decodeAddress(address: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = base58.decode(address);
  } catch {
    return invalid(address, "it has a character that base58 does not use");
  }
  const headLength = (bytes[0] ?? 0) & 0x40 ? 2 : 1;
  if (bytes.length !== headLength + 34) return invalid(address, "its length is wrong");
  const expected = checksum(bytes.subarray(0, -2));
  if (bytes.at(-2) !== expected[0] || bytes.at(-1) !== expected[1])
    return invalid(address, "its checksum does not match");
  return bytes.slice(headLength, headLength + 32);
}

export function isAddress(text: string): boolean {
  try {
    return decodeAddress(text).length === 32;
  } catch {
    return false;
  }
}

/** `5F3sa2…utQY`: for people; never for programs. */
export const shortAddress = (address: string): string =>
  address.length <= 12 ? address : `${address.slice(0, 6)}…${address.slice(-4)}`;
