import { encodeAddress } from "@taostack/primitives";
import { decryptKeyfile, encryptKeyfile, type KeyfileFormat, keyfileFormat } from "./encryption.js";
import { writeKeyfile } from "./files.js";
import { decodeKeyfile, encodeKeyfile } from "./keyfile.js";
import { findPassword, type PasswordSource } from "./password-source.js";
import { readSecret, type Wallet } from "./wallet.js";

export interface ChangedKeyfile {
  readonly path: string;
  /** ss58. */
  readonly address: string;
  /** What the file was before. */
  readonly from: KeyfileFormat;
  readonly to: KeyfileFormat;
}

export interface PasswordChange {
  readonly key: "coldkey" | "hotkey";
  /** The password that opens the file now; not needed if it is not encrypted. */
  readonly current?: string | PasswordSource;
  /** The password from now on; `null` writes the key in the clear. */
  readonly next: string | null;
}

/**
 * Encrypts a keyfile anew, encrypts a plain one, or takes the encryption away. The old file is replaced in one step. The secret
 * stays the same, so copies of the old file still open with the old password.
 * @throws as `Wallet.unlockColdkey`, or `wallet/unwritable`; the file is unchanged then.
 */
export async function changePassword(wallet: Wallet, { key, current, next }: PasswordChange): Promise<ChangedKeyfile> {
  const path = wallet.files[key];
  const sealed = await readSecret(path, wallet.files[`${key}Public`]);
  return rewrite(path, sealed, await decryptKeyfile(sealed, current, path), next || undefined);
}

/**
 * Brings a keyfile that the tools write no longer (Ansible, Fernet, JSON with nulls, a bare phrase) into today's form, under the
 * same password. @returns what was done; `undefined` if it was in that form.
 * @throws as `changePassword`.
 */
export async function upgradeKeyfile(
  wallet: Wallet,
  key: "coldkey" | "hotkey",
  password?: string | PasswordSource,
): Promise<ChangedKeyfile | undefined> {
  const path = wallet.files[key];
  const sealed = await readSecret(path, wallet.files[`${key}Public`]);
  const format = keyfileFormat(sealed);
  if (format === "nacl") return undefined;
  const found = format === "plain" ? undefined : await findPassword(password, path);
  const plain = await decryptKeyfile(sealed, found, path);
  await decodeKeyfile(plain, path);
  if (format === "plain" && isCurrent(plain)) return undefined;
  return rewrite(path, sealed, plain, found);
}

async function rewrite(
  path: string,
  old: Uint8Array,
  plain: Uint8Array,
  password: string | undefined,
): Promise<ChangedKeyfile> {
  const content = await decodeKeyfile(plain, path);
  const fresh = content.material ? await encodeKeyfile(content.material) : plain;
  const bytes = password === undefined ? fresh : await encryptKeyfile(fresh, password);
  await writeKeyfile(path, bytes, true);
  const to = password === undefined ? "plain" : "nacl";
  return { path, address: encodeAddress(content.publicKey), from: keyfileFormat(old), to };
}

/** Whether every tool in use reads this text: an object without nulls or misspelt names. */
function isCurrent(plain: Uint8Array): boolean {
  const text = new TextDecoder().decode(plain).trim();
  if (!text.startsWith("{")) return false;
  const fields = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
  return fields.every(([name, value]) => value !== null && name === name.trim());
}
