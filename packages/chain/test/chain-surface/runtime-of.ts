import { buildRuntime } from "../../src/runtime/build-runtime.js";
import type { Runtime } from "../../src/runtime/runtime.js";

/** The types of a metadata blob, without a chain. */
export const runtimeOf = (bytes: Uint8Array): Promise<Runtime> =>
  buildRuntime(bytes, {
    genesisHash: `0x${"00".repeat(32)}`,
    specVersion: 0,
    codeHash: undefined,
    version: { specVersion: 0, transactionVersion: 0 },
  });
