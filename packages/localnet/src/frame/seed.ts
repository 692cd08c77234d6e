import type { StateReader } from "./state.js";

/** `:seed`, a raw key outside of all pallets: chains of different seeds get different genesis hashes and keys. */
export const SEED_KEY = "0x3a73656564";

/** What the development keys of this chain are derived from. */
export const seedOf = (state: StateReader): Uint8Array => state.get(SEED_KEY) ?? new Uint8Array();
