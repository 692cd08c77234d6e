import { decodeAddress, encodeAddress, equalBytes, fromHex, toHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import {
  ed25519ToCanonical,
  type KeyMaterial,
  materialFromMnemonic,
  materialFromPrivateKey,
  materialFromSeed,
} from "./key-material.js";

/** What a decrypted keyfile says. `material` is absent if it holds the public part only. */
export interface KeyfileContent {
  readonly publicKey: Uint8Array;
  readonly material?: KeyMaterial;
}

/** The JSON that the Python tools read: string values only, no spaces, no newline at the end. */
export function encodeKeyfile(material: KeyMaterial): Uint8Array {
  const { accountId, publicKey, ss58Address } = publicFields(material.publicKey);
  return encodeJson({
    accountId,
    publicKey,
    privateKey: toHex(ed25519ToCanonical(material.secret)),
    ...(material.phrase === undefined ? {} : { secretPhrase: material.phrase }),
    ...(material.seed === undefined ? {} : { secretSeed: toHex(material.seed) }),
    ss58Address,
  });
}

/** The content of `coldkeypub.txt` and of a hotkey's `…pub.txt`. */
export const encodePublicKeyfile = (publicKey: Uint8Array): Uint8Array => encodeJson(publicFields(publicKey));

/**
 * Reads every plain variant in use: spaced or compact JSON, nulls for absent fields, a bare phrase or hex secret.
 * @param path - Named in the errors.
 * @throws `wallet/corrupt` if it is none of these, or if its secret and its address are of different keys.
 */
export async function decodeKeyfile(bytes: Uint8Array, path: string): Promise<KeyfileContent> {
  const text = decodeText(bytes, path).trim();
  const fields = text.startsWith("{") ? parseFields(text, path) : bareSecret(text, path);
  const material = await materialOf(fields, path);
  const stated = statedPublicKey(fields, path);
  if (material && stated && !equalBytes(material.publicKey, stated)) {
    throw corrupt(path, "its secret and its address belong to different keys");
  }
  const publicKey = material?.publicKey ?? stated;
  if (!publicKey) throw corrupt(path, "it names no key");
  return material ? { publicKey, material } : { publicKey };
}

type Fields = Readonly<Record<string, string>>;

function publicFields(publicKey: Uint8Array) {
  const hex = toHex(publicKey);
  return { accountId: hex, publicKey: hex, ss58Address: encodeAddress(publicKey) };
}

const encodeJson = (fields: Fields): Uint8Array => new TextEncoder().encode(JSON.stringify(fields));

function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw corrupt(path, "it is not text");
  }
}

/** Trims field names (an old writer put a space before `ss58Address`), drops nulls, refuses other schemes than sr25519. */
function parseFields(text: string, path: string): Fields {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw corrupt(path, "its JSON does not parse");
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(json)) {
    if (typeof value === "string" || typeof value === "number") fields[name.trim()] = String(value);
  }
  if ((fields.cryptoType ?? "1") !== "1") {
    throw walletError(
      { code: "wallet/unsupported_format", path, format: "ed25519" },
      `${path} holds a key of another scheme than sr25519.`,
      { remedy: "Neurons and coldkeys of this network use sr25519; create or import such a key." },
    );
  }
  return fields;
}

function bareSecret(text: string, path: string): Fields {
  if (/^(0x)?[0-9a-fA-F]{64}$/.test(text)) return { secretSeed: text };
  if (/^(0x)?[0-9a-fA-F]{128}$/.test(text)) return { privateKey: text };
  if (/^[a-z]+(\s+[a-z]+){11,23}$/.test(text)) return { secretPhrase: text };
  throw corrupt(path, "it is neither JSON nor a bare secret");
}

/** The first secret that is present wins, in the order of the Python tools. */
async function materialOf(fields: Fields, path: string): Promise<KeyMaterial | undefined> {
  try {
    if (fields.secretPhrase) return await materialFromMnemonic(fields.secretPhrase);
    if (fields.secretSeed) return await materialFromSeed(fromHex(fields.secretSeed));
    if (fields.privateKey) return await materialFromPrivateKey(fromHex(fields.privateKey));
    return undefined;
  } catch (cause) {
    throw corrupt(path, "its secret is not valid", cause);
  }
}

function statedPublicKey(fields: Fields, path: string): Uint8Array | undefined {
  try {
    if (fields.ss58Address) return decodeAddress(fields.ss58Address);
    const hex = fields.publicKey ?? fields.accountId;
    return hex === undefined ? undefined : fromHex(hex);
  } catch (cause) {
    throw corrupt(path, "its address is not valid", cause);
  }
}

export const corrupt = (path: string, reason: string, cause?: unknown) =>
  walletError({ code: "wallet/corrupt", path, reason }, `The keyfile ${path} is damaged: ${reason}.`, {
    remedy: "Restore it from a backup, or import the key again from its phrase.",
    cause,
  });
