import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { corrupt } from "./keyfile.js";

/** The two formats before `$NACL`. They are read only: whoever opens such a file should write it anew. */

const deriveBytes = promisify(pbkdf2);
const FERNET_SALT = "Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins";

/**
 * Ansible vault 1.1: hex of three hex lines, salt, HMAC-SHA-256 and AES-256-CTR ciphertext with PKCS#7 padding.
 * @returns `undefined` if the password does not fit.
 */
export async function decryptAnsible(
  file: Uint8Array,
  password: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const lines = Buffer.from(file).toString("latin1").trim().split(/\r?\n/);
  const [salt, mac, ciphertext] = Buffer.from(lines.slice(1).join(""), "hex")
    .toString("latin1")
    .split("\n")
    .map((part) => Buffer.from(part, "hex"));
  if (!salt?.length || mac?.length !== 32 || !ciphertext?.length) throw corrupt(path, "it is cut short");
  const keys = await deriveBytes(password, salt, 10_000, 80, "sha256");
  if (!timingSafeEqual(hmac(keys.subarray(32, 64), ciphertext), mac)) return undefined;
  const decipher = createDecipheriv("aes-256-ctr", keys.subarray(0, 32), keys.subarray(64, 80));
  return withoutPadding(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
}

/**
 * Fernet: 0x80, time (8), IV (16), AES-128-CBC ciphertext, HMAC-SHA-256 (32), in URL-safe base64. The key takes seconds.
 * @returns `undefined` if the password does not fit.
 */
export async function decryptFernet(file: Uint8Array, password: string, path: string): Promise<Uint8Array | undefined> {
  const token = Buffer.from(Buffer.from(file).toString("latin1").trim(), "base64url");
  if (token.length < 73 || (token.length - 57) % 16 !== 0) throw corrupt(path, "it is cut short");
  const key = await deriveBytes(password, FERNET_SALT, 10_000_000, 32, "sha256");
  const signed = token.subarray(0, -32);
  if (!timingSafeEqual(hmac(key.subarray(0, 16), signed), token.subarray(-32))) return undefined;
  const decipher = createDecipheriv("aes-128-cbc", key.subarray(16), token.subarray(9, 25));
  return new Uint8Array(Buffer.concat([decipher.update(signed.subarray(25)), decipher.final()]));
}

const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac("sha256", key).update(data).digest();

const withoutPadding = (bytes: Buffer): Uint8Array => new Uint8Array(bytes.subarray(0, -(bytes.at(-1) ?? 0)));
