import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { concatBytes } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { corrupt } from "./keyfile.js";
import { decryptAnsible, decryptFernet } from "./legacy-encryption.js";
import { derivePasswordKey } from "./password-key.js";
import { findPassword, type PasswordSource } from "./password-source.js";

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

/** @returns `undefined` if the key does not open it. @throws `wallet/corrupt` if the file is too short. */
export function openKeyfile(sealed: Uint8Array, key: Uint8Array, path: string): Uint8Array | undefined {
  if (sealed.length < headLength) throw corrupt(path, "it is cut short");
  const nonce = sealed.subarray(magic.length, magic.length + 24);
  try {
    return xsalsa20poly1305(key, nonce).decrypt(sealed.subarray(magic.length + 24));
  } catch {
    return undefined;
  }
}

/** Takes seconds: the key derivation is slow by design. */
export const encryptKeyfile = async (plain: Uint8Array, password: string): Promise<Uint8Array> =>
  sealKeyfile(plain, await derivePasswordKey(password));

/**
 * The plain bytes of a keyfile in any format. Takes seconds if it is encrypted; only then a source is asked.
 * @throws `wallet/password_needed`, `wallet/wrong_password` or `wallet/corrupt`.
 */
export async function decryptKeyfile(
  bytes: Uint8Array,
  given: string | PasswordSource | undefined,
  path: string,
): Promise<Uint8Array> {
  const format = keyfileFormat(bytes);
  if (format === "plain") return bytes;
  const password = await findPassword(given, path);
  if (!password) throw passwordNeeded(path);
  const plain = await decrypters[format](bytes, password, path);
  if (!plain) throw wrongPassword(path);
  return plain;
}

type Decrypter = (bytes: Uint8Array, password: string, path: string) => Promise<Uint8Array | undefined>;

const decrypters: Readonly<Record<Exclude<KeyfileFormat, "plain">, Decrypter>> = {
  nacl: async (bytes, password, path) => {
    if (bytes.length < headLength) throw corrupt(path, "it is cut short");
    return openKeyfile(bytes, await derivePasswordKey(password), path);
  },
  ansible: decryptAnsible,
  fernet: decryptFernet,
};

const passwordNeeded = (path: string) =>
  walletError({ code: "wallet/password_needed", path }, `${path} is encrypted.`, {
    remedy: "Give its password: in the program, in a file, or in the environment.",
  });

const wrongPassword = (path: string) =>
  walletError({ code: "wallet/wrong_password", path }, `The password does not open ${path}.`, {
    remedy: "Try again; if it is lost, import the key again from its recovery phrase.",
  });
