import { decodeAddress, encodeAddress, equalBytes, fromHex, isAddress, toHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import {
  type KeyMaterial,
  materialFromMnemonic,
  materialFromPrivateKey,
  materialFromSeed,
  seedFromHex,
} from "./key-material.js";
import { loadScheme, schemeOfCryptoType } from "./schemes/index.js";
import type { KeyScheme } from "./schemes/scheme.js";

/** The public part of a key: all that a watching wallet has. */
export interface PublicPart {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly scheme: KeyScheme;
}

/** What a decrypted keyfile says. `material` is absent if it holds the public part only. */
export interface KeyfileContent extends PublicPart {
  readonly material?: KeyMaterial;
}

/** The JSON that the Python tools read: no spaces, no newline at the end; text values only, but for the type of an ed25519 key. */
export async function encodeKeyfile(material: KeyMaterial): Promise<Uint8Array> {
  const { accountId, publicKey, ss58Address, ...type } = publicFields(material);
  const { privateKeyOf } = await loadScheme(material.scheme);
  return encodeJson({
    accountId,
    publicKey,
    privateKey: toHex(privateKeyOf(material)),
    ...(material.phrase === undefined ? {} : { secretPhrase: material.phrase }),
    ...(material.seed === undefined ? {} : { secretSeed: toHex(material.seed) }),
    ss58Address,
    ...type,
  });
}

/** The content of `coldkeypub.txt` and of a hotkey's `…pub.txt`. */
export const encodePublicKeyfile = (part: PublicPart): Uint8Array => encodeJson(publicFields(part));

/**
 * Reads every plain variant in use: spaced or compact JSON, nulls for absent fields, a bare phrase or hex secret. Where secret and
 * address disagree, the other scheme is tried, as a missing or wrong `cryptoType` is a known mistake.
 * @param path - Named in the errors.
 * @throws `wallet/corrupt` if it is none of these, or if its secret and its address are of different keys;
 * `wallet/unsupported_format` for a scheme that is neither sr25519 nor ed25519.
 */
export async function decodeKeyfile(bytes: Uint8Array, path: string): Promise<KeyfileContent> {
  const text = decodeText(bytes, path).trim();
  const fields = text.startsWith("{") ? parseFields(text, path) : bareSecret(text, path);
  const scheme = schemeOf(fields, path);
  const material = await materialOf(fields, scheme, path);
  const stated = statedPublicKey(fields, path);
  if (!material) {
    if (stated) return { publicKey: stated, scheme };
    throw corrupt(path, "it names no key");
  }
  if (!stated || equalBytes(material.publicKey, stated)) return contentOf(material);
  const other = await materialOf(fields, scheme === "sr25519" ? "ed25519" : "sr25519", path).catch(() => undefined);
  if (other && equalBytes(other.publicKey, stated)) return contentOf(other);
  throw corrupt(path, "its secret and its address belong to different keys");
}

const contentOf = (material: KeyMaterial): KeyfileContent => ({
  publicKey: material.publicKey,
  scheme: material.scheme,
  material,
});

type Fields = Readonly<Record<string, string>>;

/** No type for sr25519, which is what a missing one means: older tools refuse a value that is not text. */
function publicFields({ publicKey, scheme }: PublicPart) {
  const hex = toHex(publicKey);
  const fields = { accountId: hex, publicKey: hex, ss58Address: encodeAddress(publicKey) };
  return scheme === "ed25519" ? { ...fields, cryptoType: 0 } : fields;
}

const encodeJson = (fields: Readonly<Record<string, string | number>>): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(fields));

function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw corrupt(path, "it is not text");
  }
}

/** Trims field names (an old writer put a space before `ss58Address`) and drops nulls. */
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
  return fields;
}

function schemeOf({ cryptoType = "1" }: Fields, path: string): KeyScheme {
  const scheme = schemeOfCryptoType(cryptoType);
  if (scheme) return scheme;
  const format = `crypto type ${cryptoType.slice(0, 16)}`;
  throw walletError(
    { code: "wallet/unsupported_format", path, format },
    `${path} holds a key of ${format}, which is neither sr25519 nor ed25519.`,
    { remedy: "Create or import a key of one of these two." },
  );
}

function bareSecret(text: string, path: string): Fields {
  if (/^(0x)?[0-9a-fA-F]{64}$/.test(text)) return { secretSeed: text };
  if (/^(0x)?[0-9a-fA-F]{128}$/.test(text)) return { privateKey: text };
  if (/^[a-z]+(\s+[a-z]+){11,23}$/.test(text)) return { secretPhrase: text };
  throw corrupt(path, "it is neither JSON nor a bare secret");
}

/** The first secret that is present wins, in the order of the Python tools. */
async function materialOf(fields: Fields, scheme: KeyScheme, path: string): Promise<KeyMaterial | undefined> {
  const { secretPhrase, secretSeed, privateKey } = fields;
  try {
    if (secretPhrase) return await materialFromMnemonic(secretPhrase, scheme);
    if (secretSeed && (isHex(secretSeed) || !privateKey))
      return await materialFromSeed(seedFromHex(secretSeed), scheme);
    if (!privateKey) return undefined;
    if (!isHex(privateKey)) throw corrupt(path, "its private key is not hex");
    return await materialFromPrivateKey(fromHex(privateKey), scheme);
  } catch (cause) {
    throw corrupt(path, "its secret is not valid", cause);
  }
}

/** bittensor-wallet 4.1 writes some seeds as raw characters, which it cannot read either; the private key beside them is right. */
const isHex = (text: string): boolean => /^(0x)?([0-9a-fA-F]{2})+$/.test(text);

function statedPublicKey(fields: Fields, path: string): Uint8Array | undefined {
  const { ss58Address, publicKey = fields.accountId } = fields;
  if (ss58Address && isAddress(ss58Address)) return decodeAddress(ss58Address);
  if (!ss58Address && publicKey === undefined) return undefined;
  if (!ss58Address && /^(0x)?[0-9a-fA-F]{64}$/.test(publicKey ?? "")) return fromHex(publicKey!);
  throw corrupt(path, "its address is not valid");
}

export const corrupt = (path: string, reason: string, cause?: unknown) =>
  walletError({ code: "wallet/corrupt", path, reason }, `The keyfile ${path} is damaged: ${reason}.`, {
    remedy: "Restore it from a backup, or import the key again from its phrase.",
    cause,
  });
