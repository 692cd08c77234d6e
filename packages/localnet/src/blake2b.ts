import { blake2b as plainBlake2b } from "@noble/hashes/blake2.js";
import { isReady, blake2b as nativeBlake2b } from "@polkadot/wasm-crypto";

const NO_KEY = new Uint8Array();

/** BLAKE2b of so many bytes: by WebAssembly, several times faster on a block's worth of bytes, once that is loaded. */
export const blake2b = (bytes: Uint8Array, length: 16 | 32): Uint8Array =>
  isReady() ? nativeBlake2b(bytes, NO_KEY, length) : plainBlake2b(bytes, { dkLen: length });
