import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";
import { concatBytes, encodeAddress, shortAddress } from "@taostack/primitives";
import type { KeyMaterial } from "../key-material.js";
import { divider, header, NONCE_LENGTH, passwordNeeded, SALT_LENGTH, type Scrypt, VERSION } from "./format.js";

/** What polkadot-js writes today: 128 MiB and a second. It reads a few parameters only. */
const parameters = { N: 131_072, p: 1, r: 8 } as const;

export interface PolkadotJsonOptions {
  /** Encrypts the export. */
  readonly password: string;
  /** Shown for the account where it is imported; its short address by default, as btcli takes no account without a name. */
  readonly name?: string;
  /** When the key was made; left out if it is not known. */
  readonly createdAt?: Date;
}

/**
 * The JSON that polkadot-js and browser extensions import; btcli imports it for sr25519. Takes a second.
 * @throws `wallet/password_needed` for an empty password.
 */
export async function writePolkadotJson(
  material: KeyMaterial,
  { password, name, createdAt }: PolkadotJsonOptions,
  scrypt: Scrypt,
): Promise<string> {
  if (!password) throw passwordNeeded("Choose one; whoever has the file and the password has the key.");
  const address = encodeAddress(material.publicKey);
  const salt = randomBytes(SALT_LENGTH);
  const nonce = randomBytes(NONCE_LENGTH);
  const key = await scrypt(new TextEncoder().encode(password), salt, parameters);
  const plain = concatBytes(header, material.secret, divider, material.publicKey);
  const encoded = concatBytes(salt, encodeParameters(), nonce, xsalsa20poly1305(key, nonce).encrypt(plain));
  return JSON.stringify({
    encoded: base64.encode(encoded),
    encoding: { content: ["pkcs8", material.scheme], type: ["scrypt", "xsalsa20-poly1305"], version: VERSION },
    address,
    meta: { name: name || shortAddress(address), ...(createdAt ? { whenCreated: createdAt.getTime() } : {}) },
  });
}

function encodeParameters(): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of [parameters.N, parameters.p, parameters.r].entries())
    view.setUint32(index * 4, value, true);
  return bytes;
}
