import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { base64 } from "@scure/base";
import { decodeAddress, equalBytes, isAddress } from "@taostack/primitives";
import { type KeyMaterial, materialFromPrivateKey } from "../key-material.js";
import type { KeyScheme } from "../schemes/scheme.js";
import { ed25519ToCanonical } from "../schemes/sr25519.js";
import {
  corrupt,
  divider,
  header,
  MAX_SCRYPT_BYTES,
  NONCE_LENGTH,
  PLAIN_LENGTH,
  PUBLIC_START,
  passwordNeeded,
  SALT_LENGTH,
  SCRYPT_HEAD_LENGTH,
  type Scrypt,
  SECRET_START,
  TAG_LENGTH,
  unsupported,
  VERSION,
  wrongPassword,
} from "./format.js";

interface PolkadotJson {
  readonly encoded?: unknown;
  readonly encoding?: { readonly content?: unknown; readonly type?: unknown; readonly version?: unknown };
  readonly address?: unknown;
}

/**
 * The key of an account that polkadot-js, or a browser extension, exported as JSON. The phrase is not part of such a file.
 * @throws `wallet/corrupt`, `wallet/wrong_password`, `wallet/password_needed` or, for other versions and schemes,
 * `wallet/unsupported_format`.
 */
export async function readPolkadotJson(json: string, password: string, scrypt: Scrypt): Promise<KeyMaterial> {
  const { encoded, encoding, address } = parse(json);
  const scheme = schemeOf(listOf(encoding?.content));
  if (String(encoding?.version) !== VERSION || !scheme) throw unsupported(listOf(encoding?.content).join(" "));
  const plain = await decrypt(decodeBase64(encoded), listOf(encoding?.type), password, scrypt);
  if (plain.length < PLAIN_LENGTH || !isAt(plain, 0, header) || !isAt(plain, PUBLIC_START - divider.length, divider)) {
    throw corrupt("it holds no key");
  }
  const secret = plain.slice(SECRET_START, SECRET_START + 64);
  const material = await materialFromPrivateKey(scheme === "sr25519" ? ed25519ToCanonical(secret) : secret, scheme);
  const isOwn = equalBytes(material.publicKey, plain.subarray(PUBLIC_START, PLAIN_LENGTH));
  if (!isOwn || !isAddressOf(address, material)) throw corrupt("its secret and its address belong to different keys");
  return material;
}

function parse(json: string): PolkadotJson {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null) return value;
  } catch {}
  throw corrupt("its JSON does not parse");
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

const schemeOf = (content: readonly string[]): KeyScheme | undefined =>
  content.includes("pkcs8") ? (["sr25519", "ed25519"] as const).find((scheme) => content.includes(scheme)) : undefined;

function decodeBase64(encoded: unknown): Uint8Array {
  try {
    return base64.decode(String(encoded));
  } catch {
    throw corrupt("it is not base64");
  }
}

const isAt = (bytes: Uint8Array, start: number, expected: Uint8Array): boolean =>
  equalBytes(bytes.subarray(start, start + expected.length), expected);

const isAddressOf = (address: unknown, { publicKey }: KeyMaterial): boolean =>
  typeof address !== "string" || (isAddress(address) && equalBytes(decodeAddress(address), publicKey));

/** Without a password the plaintext stands there as it is; without scrypt, the password itself is the key. */
async function decrypt(
  bytes: Uint8Array,
  type: readonly string[],
  password: string,
  scrypt: Scrypt,
): Promise<Uint8Array> {
  if (type.includes("none")) return bytes;
  if (!password) throw passwordNeeded("Give the password that was chosen for the export.");
  const hasScrypt = type.includes("scrypt");
  const start = hasScrypt ? SCRYPT_HEAD_LENGTH : 0;
  if (bytes.length < start + NONCE_LENGTH + TAG_LENGTH + PLAIN_LENGTH) throw corrupt("it is cut short");
  const secret = new TextEncoder().encode(password);
  const key = hasScrypt ? await scryptKey(bytes, secret, scrypt) : paddedKey(secret);
  const nonce = bytes.subarray(start, start + NONCE_LENGTH);
  try {
    return xsalsa20poly1305(key, nonce).decrypt(bytes.subarray(start + NONCE_LENGTH));
  } catch {
    throw wrongPassword();
  }
}

function scryptKey(bytes: Uint8Array, password: Uint8Array, scrypt: Scrypt): Promise<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset + SALT_LENGTH);
  const [N, p, r] = [0, 4, 8].map((offset) => view.getUint32(offset, true)) as [number, number, number];
  if (N < 2 || (N & (N - 1)) !== 0 || p < 1 || r < 1 || 128 * N * r * p > MAX_SCRYPT_BYTES) {
    throw corrupt("its key parameters are not sensible");
  }
  return scrypt(password, bytes.subarray(0, SALT_LENGTH), { N, p, r });
}

function paddedKey(password: Uint8Array): Uint8Array {
  const key = new Uint8Array(32);
  key.set(password.subarray(0, 32));
  return key;
}
