import { isCodedError } from "@taostack/primitives";
import type { RpcSocket } from "../connection/rpc-socket.js";
import type { RuntimeKey } from "../metadata-cache/metadata-cache.js";

/** As JSON-RPC gives it. */
export interface RuntimeVersion {
  readonly specVersion: number;
  readonly transactionVersion: number;
}

/** What tells one runtime from all others. */
export interface RuntimeIdentity extends RuntimeKey {
  readonly version: RuntimeVersion;
}

/** `:code`. */
const CODE_KEY = "0x3a636f6465";

/** Of the newest block, or of one. @param at - Hex hash. */
export async function readIdentity(
  socket: RpcSocket,
  genesisHash: string | Promise<unknown>,
  timeoutMs: number,
  at?: string,
): Promise<RuntimeIdentity> {
  const pinned = at === undefined ? [] : [at];
  const [genesis, version, code] = await Promise.all([
    genesisHash,
    socket.request("state_getRuntimeVersion", pinned, timeoutMs) as Promise<RuntimeVersion>,
    readCodeHash(socket, timeoutMs, pinned),
  ]);
  return { genesisHash: String(genesis), specVersion: Number(version?.specVersion), codeHash: code, version };
}

/** Nodes may refuse it, or not know: then the version alone tells runtimes apart. */
async function readCodeHash(
  socket: RpcSocket,
  timeoutMs: number,
  pinned: readonly string[],
): Promise<string | undefined> {
  try {
    const hash = await socket.request("state_getStorageHash", [CODE_KEY, ...pinned], timeoutMs);
    return typeof hash === "string" && /^0x[0-9a-f]{64}$/.test(hash) ? hash : undefined;
  } catch (error) {
    if (isCodedError(error, "chain/rpc_error")) return undefined;
    throw error;
  }
}
