import { createHash } from "node:crypto";
import type { ApiOptions } from "@polkadot/api/types";
import type { RpcSocket } from "../connection/rpc-socket.js";
import { Runtime } from "./runtime.js";

type Provider = NonNullable<ApiOptions["provider"]>;

/**
 * Runtimes that are in use in this process, by genesis, version and metadata. They are immutable and take some ten megabytes and half a second
 * each; clients of one chain share theirs.
 */
const loaded = new Map<string, WeakRef<Runtime>>();

/** What the library asks that depends on the block. */
const ofBlock: ReadonlySet<string> = new Set(["state_call", "state_getRuntimeVersion", "state_getMetadata"]);

export interface RuntimeIdentity {
  readonly genesisHash: string;
  readonly specVersion: number;
}

/**
 * Reads the runtime's metadata over `socket` and builds the types from it. The library is used as a factory of types only: it holds
 * no connection, no timer and no subscription, so a runtime outlives the socket that it was read over.
 * @param at - Hash of the block whose runtime it is; that of the newest block by default.
 * @throws `chain/disconnected`, `chain/timeout`, or the library's own error for metadata that it cannot read.
 */
export async function loadRuntime(
  socket: RpcSocket,
  { genesisHash, specVersion }: RuntimeIdentity,
  timeoutMs: number,
  at?: string,
): Promise<Runtime> {
  const { ApiPromise } = await import("@polkadot/api");
  return new Promise<Runtime>((resolve, reject) => {
    let key = "";
    const request = async (method: string, params: unknown[]): Promise<unknown> => {
      const pinned = at !== undefined && ofBlock.has(method) ? [...params, at] : params;
      const result = await socket.request(method, pinned, timeoutMs);
      if (params[0] !== "Metadata_metadata_at_version") return result;
      key = `${genesisHash} ${specVersion} ${createHash("sha256").update(String(result)).digest("base64")}`;
      const known = loaded.get(key)?.deref();
      if (known) resolve(known);
      return known ? never() : result;
    };
    const api = new ApiPromise({ provider: createProvider(request, reject), noInitWarn: true });
    api.isReadyOrError.then(() => resolve(remember(key, new Runtime(api))), reject);
  });
}

function remember(key: string, runtime: Runtime): Runtime {
  for (const [other, reference] of loaded) if (!reference.deref()) loaded.delete(other);
  if (key !== "") loaded.set(key, new WeakRef(runtime));
  return runtime;
}

/**
 * For a request whose answer is not needed any more, or whose failure the caller hears of in another way. One for each, since a promise
 * keeps alive whoever waits for it.
 */
const never = (): Promise<never> => new Promise(() => undefined);

/**
 * A provider without subscriptions. A request that fails is left open rather than rejected, since the library would print the failure;
 * the caller hears of it through `onFailure`.
 */
function createProvider(
  request: (method: string, params: unknown[]) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Provider {
  const provider: Provider = {
    hasSubscriptions: false,
    isClonable: false,
    isConnected: true,
    clone: () => provider,
    connect: async () => undefined,
    disconnect: async () => undefined,
    on: () => () => undefined,
    send: <T>(method: string, params: unknown[]) =>
      request(method, params).catch((error: unknown) => {
        onFailure(error);
        return never();
      }) as Promise<T>,
    subscribe: () => Promise.reject(new Error("This provider has no subscriptions.")),
    unsubscribe: () => Promise.resolve(true),
  };
  return provider;
}
