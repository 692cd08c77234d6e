import { blake2b256, concatBytes } from "@taostack/primitives";
import { walletError } from "./errors.js";

/** The public phrase that an empty one stands for. Never fund its keys. */
export const DEVELOPMENT_PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

export interface Junction {
  readonly hard: boolean;
  /** 32 bytes. */
  readonly chainCode: Uint8Array;
}

export interface SecretUri {
  /** A phrase, or `0x` and 64 hex digits. */
  readonly base: string;
  readonly junctions: readonly Junction[];
  readonly password: string;
}

const syntax = /^([\p{L}\d ]*)((?:\/\/?[^/]+)*)(?:\/\/\/(.*))?$/u;

/** Splits `phrase//hard/soft///password`. @throws `wallet/bad_uri`. */
export function parseSecretUri(uri: string): SecretUri {
  const [, base, path, password] = syntax.exec(uri.trim()) ?? [];
  if (base === undefined || path === undefined) {
    throw walletError({ code: "wallet/bad_uri" }, "This is not a secret URI.", {
      remedy: "Write a phrase or a 0x seed, then //hard and /soft parts, such as //Alice.",
    });
  }
  const junctions = Array.from(path.matchAll(/(\/\/?)([^/]+)/g), ([, slashes, text]) => ({
    hard: slashes === "//",
    chainCode: chainCodeOf(text ?? ""),
  }));
  return { base: base === "" ? DEVELOPMENT_PHRASE : base, junctions, password: password ?? "" };
}

/** Digits are a u64, other text its SCALE encoding; hashed if that is longer than the 32 bytes it is padded to. */
function chainCodeOf(text: string): Uint8Array {
  const encoded = isU64(text) ? encodeU64(BigInt(text)) : encodeText(text);
  if (encoded.length > 32) return blake2b256(encoded);
  const code = new Uint8Array(32);
  code.set(encoded);
  return code;
}

const isU64 = (text: string): boolean => /^\d+$/.test(text) && BigInt(text) < 1n << 64n;

function encodeU64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

function encodeText(text: string): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  return concatBytes(compactLength(utf8.length), utf8);
}

function compactLength(length: number): Uint8Array {
  if (length < 1 << 6) return Uint8Array.of(length << 2);
  if (length < 1 << 14) return Uint8Array.of(((length << 2) & 0xff) | 1, length >> 6);
  throw walletError({ code: "wallet/bad_uri" }, "A part of this secret URI is longer than 16,383 bytes.");
}
