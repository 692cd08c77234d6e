import { rpcError } from "../node/errors.js";

/** Sends one notification of a subscription. */
export type Notify = (result: unknown) => void;
export type Unsubscribe = () => void;

/** One connection: its subscriptions and how notifications leave it. */
export interface Session {
  /**
   * Opens a subscription and gives its id. `start` runs after the id was sent; what it returns ends the subscription.
   * @param method - The name under which notifications are sent.
   */
  subscribe(method: string, start: (notify: Notify, end: () => void) => Unsubscribe): string;
  /** Whether there was such a subscription. */
  unsubscribe(id: unknown): boolean;
}

/** HTTP carries single replies only. */
export const httpSession: Session = {
  subscribe() {
    throw rpcError(-32601, "Subscriptions are not available on this transport");
  },
  unsubscribe: () => false,
};

export interface SocketSessionOptions {
  readonly maxSubscriptions: number;
  send(message: string): void;
}

/** The subscriptions of a socket. */
export class SocketSession implements Session {
  readonly #options: SocketSessionOptions;
  readonly #open = new Map<string, Unsubscribe | undefined>();
  #opened = 0;

  constructor(options: SocketSessionOptions) {
    this.#options = options;
  }

  subscribe(method: string, start: (notify: Notify, end: () => void) => Unsubscribe): string {
    if (this.#open.size >= this.#options.maxSubscriptions) {
      throw rpcError(
        -32006,
        `Too many subscriptions on this connection: the limit is ${this.#options.maxSubscriptions}`,
      );
    }
    this.#opened += 1;
    const subscription = `s${this.#opened}`;
    this.#open.set(subscription, undefined);
    const notify: Notify = (result) => {
      if (!this.#open.has(subscription)) return;
      this.#options.send(JSON.stringify({ jsonrpc: "2.0", method, params: { subscription, result } }));
    };
    setImmediate(() => {
      if (this.#open.has(subscription)) {
        const stop = start(notify, () => this.unsubscribe(subscription));
        if (this.#open.has(subscription)) this.#open.set(subscription, stop);
        else stop();
      }
    });
    return subscription;
  }

  unsubscribe(id: unknown): boolean {
    const key = String(id);
    const known = this.#open.has(key);
    const stop = this.#open.get(key);
    this.#open.delete(key);
    stop?.();
    return known;
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.unsubscribe(id);
  }
}
