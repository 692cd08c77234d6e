import type { HexString } from "../scale/index.js";

/** The chain's storage as the pallets see it: raw keys (hex, so that text order is byte order) and raw values. */
export interface StateReader {
  get(key: HexString): Uint8Array | undefined;
  /** Everything under `prefix`, in order of keys. A copy: writing while iterating is safe. */
  entries(prefix: HexString): (readonly [HexString, Uint8Array])[];
}

export interface State extends StateReader {
  put(key: HexString, value: Uint8Array): void;
  delete(key: HexString): void;
}
