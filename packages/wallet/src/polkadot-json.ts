import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { decodeAddress, equalBytes } from "@taostack/primitives";
import { walletError } from "./errors.js";
import { ed25519ToCanonical, type KeyMaterial, materialFromPrivateKey } from "./key-material.js";

const deriveKey = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** What an export of polkadot-js is called in errors. */
const SOURCE = "the polkadot-js export";
/** Bounds the memory of the key derivation: 128 · N · r bytes. polkadot-js itself uses 128 MiB at most. */
const MAX_SCRYPT_BYTES = 512 * 1024 * 1024;

const headLength = 16 + 64 + 5 + 32;
const header = Buffer.from("3053020101300506032b657004220420", "hex");
const divider = Buffer.from("a123032100", "hex");

interface PolkadotJson {
  readonly encoded?: unknown;
  readonly encoding?: { readonly content?: unknown; readonly type?: unknown; readonly version?: unknown };
  readonly address?: unknown;
}

/**
 * The sr25519 key of an account that polkadot-js, or a browser extension, exported as JSON. The phrase is not part of such a file.
 * @throws `wallet/corrupt`, `wallet/wrong_password` or, for other versions and schemes, `wallet/unsupported_format`.
 */
export async function materialFromPolkadotJson(json: string, password: string): Promise<KeyMaterial> {
  const { encoded, encoding, address } = parse(json);
  const content = listOf(encoding?.content);
  if (String(encoding?.version) !== "3" || !content.includes("sr25519")) throw unsupported(content.join(" "));
  const plain = await decrypt(
    Buffer.from(String(encoded), "base64"),
    listOf(encoding?.type).includes("scrypt"),
    password,
  );
  const secretStart = header.length;
  const publicStart = secretStart + 64 + divider.length;
  if (!equalBytes(plain.subarray(0, secretStart), header)) throw corrupt("it holds no key");
  if (!equalBytes(plain.subarray(publicStart - divider.length, publicStart), divider)) throw corrupt("it holds no key");
  const secret = new Uint8Array(plain.subarray(secretStart, secretStart + 64));
  const material = await materialFromPrivateKey(ed25519ToCanonical(secret));
  const isOwn = equalBytes(material.publicKey, plain.subarray(publicStart));
  if (!isOwn || (typeof address === "string" && !equalBytes(decodeAddress(address), material.publicKey))) {
    throw corrupt("its secret and its address belong to different keys");
  }
  return material;
}

function parse(json: string): PolkadotJson {
  try {
    return JSON.parse(json) as PolkadotJson;
  } catch (cause) {
    throw corrupt("its JSON does not parse", cause);
  }
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** Salt and scrypt parameters (44 bytes) if it has them, nonce (24), secretbox. */
async function decrypt(bytes: Buffer, hasScrypt: boolean, password: string): Promise<Uint8Array> {
  const start = hasScrypt ? 44 : 0;
  if (bytes.length < start + 24 + 16 + headLength) throw corrupt("it is cut short");
  const key = hasScrypt ? await scryptKey(bytes, password) : paddedKey(password);
  try {
    return xsalsa20poly1305(key, bytes.subarray(start, start + 24)).decrypt(bytes.subarray(start + 24));
  } catch (cause) {
    throw walletError({ code: "wallet/wrong_password", path: SOURCE }, `The password does not open ${SOURCE}.`, {
      remedy: "Give the password that was chosen for the export.",
      cause,
    });
  }
}

async function scryptKey(bytes: Buffer, password: string): Promise<Uint8Array> {
  const [N, p, r] = [32, 36, 40].map((offset) => bytes.readUInt32LE(offset)) as [number, number, number];
  if (N < 2 || (N & (N - 1)) !== 0 || p < 1 || r < 1 || 128 * N * r * p > MAX_SCRYPT_BYTES) {
    throw corrupt("its key parameters are not sensible");
  }
  return deriveKey(password, bytes.subarray(0, 32), 32, { N, r, p, maxmem: MAX_SCRYPT_BYTES * 2 });
}

function paddedKey(password: string): Uint8Array {
  const key = new Uint8Array(32);
  key.set(Buffer.from(password, "utf8").subarray(0, 32));
  return key;
}

const corrupt = (reason: string, cause?: unknown) =>
  walletError({ code: "wallet/corrupt", path: SOURCE, reason }, `The polkadot-js export cannot be read: ${reason}.`, {
    remedy: "Export the account again.",
    cause,
  });

const unsupported = (format: string) =>
  walletError(
    { code: "wallet/unsupported_format", path: SOURCE, format },
    "The polkadot-js export is not of version 3 with an sr25519 key.",
    {
      remedy: "Export an sr25519 account with a current version, or import the phrase.",
    },
  );
