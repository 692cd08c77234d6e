import { blake2b } from "@noble/hashes/blake2.js";
import { isReady, blake2b as nativeBlake2b } from "@polkadot/wasm-crypto";
import { type Hash, toHex } from "../scale/index.js";

const NO_KEY = new Uint8Array();

/** BLAKE2b of 32 bytes: by WebAssembly, several times faster on a block's worth of bytes, once that is loaded. */
export const blake2b256 = (bytes: Uint8Array): Uint8Array =>
  isReady() ? nativeBlake2b(bytes, NO_KEY, 32) : blake2b(bytes, { dkLen: 32 });

export const blake2_256 = (bytes: Uint8Array): Hash => toHex(blake2b256(bytes));
