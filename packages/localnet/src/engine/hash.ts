import { blake2b } from "../blake2b.js";
import { type Hash, toHex } from "../scale/index.js";

export const blake2b256 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, 32);

export const blake2_256 = (bytes: Uint8Array): Hash => toHex(blake2b256(bytes));
