import type { ServerResponse } from "node:http";
import { sleep } from "@taostack/primitives";
import { gatewayError } from "../errors.js";

/** The requests that are being answered: each with the signal that ends it. */
export interface OpenRequests {
  /**
   * A signal that is aborted when the client closes the connection before it has the whole response, or at the end of `drain`.
   * @throws `gateway/stopping` once draining.
   */
  add(response: ServerResponse): AbortSignal;
  /** Waits for the open ones at most `timeoutMs`, then aborts those that are left and waits until they are closed. */
  drain(timeoutMs: number): Promise<void>;
  readonly draining: boolean;
}

/** The reason of a signal that a closed connection aborts. Nobody is left to read it; it names the outcome in the usage row. */
export const clientGone = (): Error =>
  Object.assign(new Error("The client closed the connection."), { name: "ClientGone" });

/** How long an aborted request may take to say goodbye. */
const GOODBYE_MS = 500;

export function createOpenRequests(): OpenRequests {
  const open = new Set<AbortController>();
  let draining = false;
  let onIdle: (() => void) | undefined;
  const idle = (): Promise<void> =>
    open.size === 0 ? Promise.resolve() : new Promise((resolve) => (onIdle = resolve));
  const idleWithin = async (timeoutMs: number): Promise<void> => {
    const waited = new AbortController();
    await Promise.race([idle(), sleep(timeoutMs, waited.signal).catch(() => undefined)]);
    waited.abort();
  };
  return {
    add(response) {
      if (draining) throw stopping();
      const controller = new AbortController();
      open.add(controller);
      response.once("close", () => {
        open.delete(controller);
        if (!response.writableFinished) controller.abort(clientGone());
        if (open.size === 0) onIdle?.();
      });
      return controller.signal;
    },
    get draining() {
      return draining;
    },
    async drain(timeoutMs) {
      draining = true;
      await idleWithin(timeoutMs);
      for (const controller of open) controller.abort(stopping());
      await idleWithin(GOODBYE_MS);
    },
  };
}

const stopping = () =>
  gatewayError({ code: "gateway/stopping" }, "The gateway is being stopped.", { remedy: "Try again in some seconds." });
