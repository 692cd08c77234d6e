import { WebSocket } from "ws";
import { chainError, disconnected, timeoutError } from "../errors.js";

const MAX_MESSAGE_BYTES = 128 * 1024 * 1024;
const MAX_PENDING = 4_096;
const MAX_EARLY_NOTIFICATIONS = 64;
const CLOSE_GRACE_MS = 250;

export type NotificationHandler = (result: unknown) => void;

interface Pending {
  readonly method: string;
  readonly timer: NodeJS.Timeout;
  readonly onReply: ((result: unknown) => void) | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface RpcMessage {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  readonly params?: { readonly subscription: string | number; readonly result: unknown };
}

export interface Subscription {
  /** Tells the node to stop and forgets the handler. Never throws. */
  stop(): void;
}

/**
 * JSON-RPC 2.0 over one WebSocket. Every request has a deadline; when the socket ends, everything waiting is rejected with
 * `chain/disconnected`. It never reconnects: its owner decides.
 */
export class RpcSocket {
  readonly endpoint: string;
  /** Resolves with the reason once the socket is gone. */
  readonly ended: Promise<string>;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #handlers = new Map<string, NotificationHandler>();
  /** Notifications may overtake the reply that carries their subscription's id. */
  readonly #early: { readonly key: string; readonly result: unknown }[] = [];
  #lastId = 0;
  #endReason: string | undefined;

  /** @throws `chain/disconnected` if the socket does not open in time, or `signal`'s reason. */
  static async open(endpoint: string, timeoutMs: number, signal?: AbortSignal): Promise<RpcSocket> {
    signal?.throwIfAborted();
    const socket = new WebSocket(endpoint, {
      handshakeTimeout: timeoutMs,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
    });
    socket.on("error", () => undefined);
    const abort = () => socket.terminate();
    signal?.addEventListener("abort", abort, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once("open", resolve);
        socket.once("error", (error) => reject(disconnected(endpoint, error.message || codeOf(error))));
        socket.once("close", () => reject(signal?.reason ?? disconnected(endpoint, "it was refused")));
      });
      return new RpcSocket(endpoint, socket);
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  private constructor(endpoint: string, socket: WebSocket) {
    this.endpoint = endpoint;
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      socket.once("close", (code, reason) => {
        this.#end(this.#endReason ?? (reason.toString() || `the socket closed with code ${code}`));
        resolve(this.#endReason ?? "");
      });
    });
    socket.on("error", (error) => {
      this.#endReason ??= error.message;
    });
    socket.on("message", (data) => this.#receive(String(data)));
  }

  get isOpen(): boolean {
    return this.#endReason === undefined && this.#socket.readyState === WebSocket.OPEN;
  }

  /** @throws `chain/rpc_error`, `chain/timeout`, `chain/disconnected` or `chain/busy`. */
  request(method: string, params: readonly unknown[], timeoutMs: number): Promise<unknown> {
    return this.#send(method, params, timeoutMs);
  }

  /**
   * Starts a subscription; `handler` gets each notification's result, the first possibly before this resolves.
   * @param unsubscribe - The method that ends it.
   */
  async subscribe(
    method: string,
    unsubscribe: string,
    params: readonly unknown[],
    handler: NotificationHandler,
    timeoutMs: number,
  ): Promise<Subscription> {
    // The handler is registered while the reply is processed, so that no notification falls in between.
    const id = await this.#send(method, params, timeoutMs, (result) => this.#register(String(result), handler));
    return { stop: () => this.#unsubscribe(unsubscribe, id, timeoutMs) };
  }

  /** Ends it at once; a peer that does not answer the goodbye is cut off. */
  async close(reason = "it was closed"): Promise<void> {
    this.#end(reason);
    this.#socket.close(1000);
    const cut = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS);
    await this.ended;
    clearTimeout(cut);
  }

  #send(
    method: string,
    params: readonly unknown[],
    timeoutMs: number,
    onReply?: (result: unknown) => void,
  ): Promise<unknown> {
    if (!this.isOpen) return Promise.reject(disconnected(this.endpoint, this.#endReason ?? "it is closing"));
    if (this.#pending.size >= MAX_PENDING) return Promise.reject(busy(this.endpoint));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const expire = () => this.#take(id)?.reject(timeoutError(`${method} at ${this.endpoint}`, timeoutMs));
      this.#pending.set(id, { method, timer: setTimeout(expire, timeoutMs), onReply, resolve, reject });
      this.#socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    clearTimeout(pending?.timer);
    this.#pending.delete(id);
    return pending;
  }

  #receive(text: string): void {
    let message: RpcMessage;
    try {
      message = JSON.parse(text) as RpcMessage;
    } catch {
      this.#endReason ??= "the node sent something that is not JSON";
      this.#socket.terminate();
      return;
    }
    if (message.params !== undefined) this.#notify(message.params);
    else if (typeof message.id === "number") this.#reply(message.id, message);
  }

  #reply(id: number, { result, error }: RpcMessage): void {
    const pending = this.#take(id);
    if (error) pending?.reject(rpcError(pending.method, error));
    else {
      pending?.onReply?.(result);
      pending?.resolve(result);
    }
  }

  #notify({ subscription, result }: NonNullable<RpcMessage["params"]>): void {
    const key = String(subscription);
    const handler = this.#handlers.get(key);
    if (handler) {
      handler(result);
      return;
    }
    this.#early.push({ key, result });
    if (this.#early.length > MAX_EARLY_NOTIFICATIONS) this.#early.shift();
  }

  #register(key: string, handler: NotificationHandler): void {
    this.#handlers.set(key, handler);
    const waiting = this.#early.filter((early) => early.key === key);
    if (waiting.length === 0) return;
    this.#early.splice(0, Number.POSITIVE_INFINITY, ...this.#early.filter((early) => early.key !== key));
    for (const { result } of waiting) handler(result);
  }

  #unsubscribe(method: string, id: unknown, timeoutMs: number): void {
    this.#handlers.delete(String(id));
    if (this.isOpen) this.request(method, [id], timeoutMs).catch(() => undefined);
  }

  #end(reason: string): void {
    this.#endReason ??= reason;
    this.#handlers.clear();
    this.#early.length = 0;
    const error = disconnected(this.endpoint, this.#endReason);
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(error);
  }
}

function rpcError(method: string, { code, message, data }: NonNullable<RpcMessage["error"]>) {
  const rpcData = data === undefined ? {} : { rpcData: typeof data === "string" ? data : JSON.stringify(data) };
  const detail = rpcData.rpcData ? `${message}: ${rpcData.rpcData}` : message;
  return chainError(
    { code: "chain/rpc_error", method, rpcCode: code, ...rpcData },
    `The node refused ${method}: ${detail}`,
  );
}

const busy = (endpoint: string) =>
  chainError({ code: "chain/busy", endpoint }, `More than ${MAX_PENDING} requests wait for an answer of ${endpoint}.`, {
    remedy: "Ask for less at once.",
  });

/** Errors of several addresses tried (IPv6, then IPv4) have no message of their own. */
const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.name;
