import { fromHex } from "@taostack/primitives";
import { walletError } from "../errors.js";

/*
 * An account as polkadot-js exports it, version 3:
 *   encoded   base64 of [salt 32, N, p, r as u32 little-endian] nonce 24, secretbox of the plaintext below
 *   plaintext header, secret 64 (sr25519: Ed25519 form; ed25519: seed and public key), divider, public key 32
 */

export const VERSION = "3";
export const header = fromHex("3053020101300506032b657004220420");
export const divider = fromHex("a123032100");
export const SECRET_START = header.length;
export const PUBLIC_START = header.length + 64 + divider.length;
export const PLAIN_LENGTH = PUBLIC_START + 32;
export const SALT_LENGTH = 32;
/** Salt, N, p, r. */
export const SCRYPT_HEAD_LENGTH = SALT_LENGTH + 12;
export const NONCE_LENGTH = 24;
export const TAG_LENGTH = 16;

export interface ScryptParameters {
  readonly N: number;
  readonly p: number;
  readonly r: number;
}

/** @returns 32 bytes. */
export type Scrypt = (password: Uint8Array, salt: Uint8Array, parameters: ScryptParameters) => Promise<Uint8Array>;

/** Bounds the memory of the key derivation: 128 · N · r bytes. polkadot-js itself uses 128 MiB at most. */
export const MAX_SCRYPT_BYTES = 512 * 1024 * 1024;

/** What such a file is called in errors. */
const SOURCE = "the polkadot-js export";

/** The inner error is not kept: its text may quote the file. */
export const corrupt = (reason: string) =>
  walletError({ code: "wallet/corrupt", path: SOURCE, reason }, `The polkadot-js export cannot be read: ${reason}.`, {
    remedy: "Export the account again.",
  });

export const wrongPassword = () =>
  walletError({ code: "wallet/wrong_password", path: SOURCE }, `The password does not open ${SOURCE}.`, {
    remedy: "Give the password that was chosen for the export.",
  });

export const passwordNeeded = (remedy: string) =>
  walletError({ code: "wallet/password_needed", path: SOURCE }, "The polkadot-js export needs a password.", { remedy });

export const unsupported = (format: string) =>
  walletError(
    { code: "wallet/unsupported_format", path: SOURCE, format },
    "The polkadot-js export is not of version 3 with an sr25519 or ed25519 key.",
    { remedy: "Export one such account with a current version, or import the phrase." },
  );
