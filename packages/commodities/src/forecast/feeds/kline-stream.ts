import WebSocket from "ws";

export interface KlineStreamOptions {
  readonly requestTimeoutMs: number;
  readonly silenceMs: number;
  readonly maxBytes: number;
}

export interface KlineStream {
  /** Texts as they come. Throws when the connection breaks, says nothing for too long, or says more than is read. */
  messages(signal?: AbortSignal): AsyncGenerator<string, void, undefined>;
  close(): void;
}

/** Messages that wait to be read at most. */
const MAX_WAITING = 1000;

/** Opens at once and keeps what comes until it is read. */
export function openKlineStream(url: string, options: KlineStreamOptions): KlineStream {
  const socket = new WebSocket(url, { handshakeTimeout: options.requestTimeoutMs, maxPayload: options.maxBytes });
  const waiting: string[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    clearTimeout(timer);
    socket.terminate();
    wake();
  };
  const listenOn = () => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new Error("the stream says nothing")), options.silenceMs);
  };
  listenOn();
  socket.on("message", (data, isBinary) => {
    listenOn();
    if (isBinary) return;
    if (waiting.length >= MAX_WAITING) return fail(new Error("the stream is faster than its reader"));
    waiting.push(String(data));
    wake();
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("the stream was closed")));

  return {
    async *messages(signal) {
      const abort = () => fail(new Error("aborted"));
      signal?.addEventListener("abort", abort, { once: true });
      try {
        for (;;) {
          if (signal?.aborted) return;
          const next = waiting.shift();
          if (next !== undefined) yield next;
          else if (failure) throw failure;
          else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        signal?.removeEventListener("abort", abort);
      }
    },
    close: () => fail(new Error("closed")),
  };
}
