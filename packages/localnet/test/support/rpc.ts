import { WebSocket } from "ws";

export interface RpcReply {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string };
  readonly method?: string;
  readonly params?: { readonly subscription: string; readonly result: unknown };
}

export interface RawClient {
  call(method: string, ...params: unknown[]): Promise<RpcReply>;
  send(text: string): void;
  /** The next message that is not the reply to a `call`. */
  next(): Promise<RpcReply>;
  /** What the next notification carries. */
  notification<T>(): Promise<T>;
  close(): Promise<void>;
}

/** A client that knows nothing of chains. */
export async function connectRaw(url: string): Promise<RawClient> {
  const socket = new WebSocket(url);
  const replies = new Map<unknown, (reply: RpcReply) => void>();
  const others: RpcReply[] = [];
  const waiting: ((reply: RpcReply) => void)[] = [];
  socket.on("message", (data) => {
    const reply = JSON.parse(data.toString()) as RpcReply;
    const answer = replies.get(reply.id);
    if (answer) answer(reply);
    else if (waiting.length > 0) waiting.shift()?.(reply);
    else others.push(reply);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  let ids = 0;
  const next = (): Promise<RpcReply> => {
    const reply = others.shift();
    return reply ? Promise.resolve(reply) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    call(method, ...params) {
      ids += 1;
      const id = `call-${ids}`;
      const answered = new Promise<RpcReply>((resolve) => replies.set(id, resolve));
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
      return answered;
    },
    send: (text) => socket.send(text),
    next,
    async notification<T>() {
      const { params } = await next();
      if (!params) throw new Error("not a notification");
      return params.result as T;
    },
    close: () =>
      new Promise((resolve) => {
        socket.once("close", () => resolve());
        socket.close();
      }),
  };
}
