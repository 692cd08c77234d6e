import { loadWasm } from "../schemes/wasm.js";
import type { Scrypt } from "./format.js";

/** Runs where there is no Node. It holds the page for a second or two: a page that minds calls it in a worker. */
export const wasmScrypt: Scrypt = async (password, salt, { N, p, r }) =>
  (await loadWasm()).scrypt(password, salt, Math.log2(N), r, p).slice(0, 32);
