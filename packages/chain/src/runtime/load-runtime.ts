import type { ApiOptions } from "@polkadot/api/types";
import type { RpcSocket } from "../connection/rpc-socket.js";
import { Runtime } from "./runtime.js";

type Provider = NonNullable<ApiOptions["provider"]>;

/**
 * Reads the runtime's metadata over `socket` and builds the types from it. The library is used as a factory of types only: it holds
 * no connection, no timer and no subscription, so a runtime outlives the socket that it was read over.
 * @throws `chain/disconnected`, `chain/timeout`, or the library's own error for metadata that it cannot read.
 */
export async function loadRuntime(socket: RpcSocket, timeoutMs: number): Promise<Runtime> {
  const { ApiPromise } = await import("@polkadot/api");
  return new Promise<Runtime>((resolve, reject) => {
    const provider = createProvider(socket, timeoutMs, reject);
    const api = new ApiPromise({ provider, noInitWarn: true });
    api.isReadyOrError.then(() => resolve(new Runtime(api)), reject);
  });
}

/**
 * A provider without subscriptions. A request that fails is left open rather than rejected, since the library would print the failure;
 * the caller hears of it through `onFailure`.
 */
function createProvider(socket: RpcSocket, timeoutMs: number, onFailure: (error: unknown) => void): Provider {
  const provider: Provider = {
    hasSubscriptions: false,
    isClonable: false,
    isConnected: true,
    clone: () => provider,
    connect: async () => undefined,
    disconnect: async () => undefined,
    on: () => () => undefined,
    send: async <T>(method: string, params: unknown[]): Promise<T> => {
      try {
        return (await socket.request(method, params, timeoutMs)) as T;
      } catch (error) {
        onFailure(error);
        return new Promise<T>(() => undefined);
      }
    },
    subscribe: () => Promise.reject(new Error("This provider has no subscriptions.")),
    unsubscribe: () => Promise.resolve(true),
  };
  return provider;
}
