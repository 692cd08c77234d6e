import type * as WasmCrypto from "@polkadot/wasm-crypto";

export type Wasm = typeof WasmCrypto;

let loading: Promise<Wasm> | undefined;

/** The WASM module is loaded on first use, so that importing this package costs nothing. */
export function loadWasm(): Promise<Wasm> {
  loading ??= import("@polkadot/wasm-crypto").then(async (crypto) => {
    await crypto.waitReady();
    return crypto;
  });
  return loading;
}
