import { gatewayError } from "../errors.js";
import type { RecentAnswer } from "./create-recent-answers.js";

/** What happens, as it happens. */
export type GatewayEvent =
  | {
      readonly type: "block-added";
      readonly data: { readonly number: number; readonly hash: string; readonly at: number };
    }
  | { readonly type: "answer-finished"; readonly data: RecentAnswer };

export interface Events {
  publish(event: GatewayEvent): void;
  /** @throws `gateway/overloaded` when there are as many listeners as allowed. */
  subscribe(listener: (event: GatewayEvent) => void, onEnd: () => void): () => void;
  readonly listeners: number;
  /** Tells every listener that there will be no more. */
  end(): void;
}

export function createEvents(maxListeners = 200): Events {
  const listeners = new Map<(event: GatewayEvent) => void, () => void>();
  return {
    publish: (event) => {
      for (const listener of listeners.keys()) listener(event);
    },
    subscribe(listener, onEnd) {
      if (listeners.size >= maxListeners) {
        throw gatewayError({ code: "gateway/overloaded" }, "Too many pages follow this gateway already.", {
          remedy: "Ask /api/network from time to time instead.",
        });
      }
      listeners.set(listener, onEnd);
      return () => void listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
    end() {
      const ends = [...listeners.values()];
      listeners.clear();
      for (const onEnd of ends) onEnd();
    },
  };
}
