import { randomBytes } from "node:crypto";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { concatBytes } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { corrupt } from "./keyfile.js";
import { derivePasswordKey } from "./password-key.js";

/** `$NACL`, nonce (24), Poly1305 tag (16), XSalsa20 ciphertext: libsodium's secretbox behind five letters. */
const magic = new TextEncoder().encode("$NACL");
const headLength = magic.length + 24 + 16;

export type KeyfileFormat = "plain" | "nacl" | "ansible" | "fernet";

export function keyfileFormat(bytes: Uint8Array): KeyfileFormat {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 14));
  if (head.startsWith("$NACL")) return "nacl";
  if (head.startsWith("$ANSIBLE_VAULT")) return "ansible";
  if (head.startsWith("gAAAAA")) return "fernet";
  return "plain";
}

export function sealKeyfile(plain: Uint8Array, key: Uint8Array, nonce: Uint8Array = randomBytes(24)): Uint8Array {
  return concatBytes(magic, nonce, xsalsa20poly1305(key, nonce).encrypt(plain));
}

/** @throws `wallet/corrupt` if the file is too short, `wallet/wrong_password` if the key does not open it. */
export function openKeyfile(sealed: Uint8Array, key: Uint8Array, path: string): Uint8Array {
  if (sealed.length < headLength) throw corrupt(path, "it is cut short");
  const nonce = sealed.subarray(magic.length, magic.length + 24);
  try {
    return xsalsa20poly1305(key, nonce).decrypt(sealed.subarray(magic.length + 24));
  } catch {
    throw walletError({ code: "wallet/wrong_password", path }, `The password does not open ${path}.`, {
      remedy: "Try again; if it is lost, import the key again from its recovery phrase.",
    });
  }
}

/** Takes seconds: the key derivation is slow by design. */
export const encryptKeyfile = async (plain: Uint8Array, password: string): Promise<Uint8Array> =>
  sealKeyfile(plain, await derivePasswordKey(password));

/**
 * The plain bytes of a keyfile in any format that is read.
 * @throws `wallet/password_needed`, `wallet/wrong_password`, `wallet/corrupt` or `wallet/unsupported_format`.
 */
export async function decryptKeyfile(
  bytes: Uint8Array,
  password: string | undefined,
  path: string,
): Promise<Uint8Array> {
  const format = keyfileFormat(bytes);
  if (format === "plain") return bytes;
  if (format !== "nacl") throw unsupported(format, path);
  if (bytes.length < headLength) throw corrupt(path, "it is cut short");
  if (!password) {
    throw walletError({ code: "wallet/password_needed", path }, `${path} is encrypted.`, {
      remedy: "Give its password.",
    });
  }
  return openKeyfile(bytes, await derivePasswordKey(password), path);
}

const unsupported = (format: string, path: string) =>
  walletError(
    { code: "wallet/unsupported_format", path, format },
    `${path} is encrypted in an old format (${format}).`,
    { remedy: "Import the key again from its recovery phrase; the new file uses the current format." },
  );
