import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CodedError, type Logger } from "@taostack/primitives";
import { type WebSocket, WebSocketServer } from "ws";
import type { MessageHandler } from "./handler.js";
import { httpSession, SocketSession } from "./session.js";

export interface ServerLimits {
  /** Bytes of one message. A transaction may have 10 MiB, which is twice that in hex. */
  readonly maxMessageBytes: number;
  readonly maxConnections: number;
  readonly maxSubscriptions: number;
  /** Bytes that may wait for a slow reader before it is cut off. */
  readonly maxBufferedBytes: number;
}

export const defaultLimits: ServerLimits = {
  maxMessageBytes: 24 * 1024 * 1024,
  maxConnections: 512,
  maxSubscriptions: 1024,
  maxBufferedBytes: 64 * 1024 * 1024,
};

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: ServerLimits;
}

export interface RpcServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServerModules {
  readonly handle: MessageHandler;
  readonly logger: Logger;
}

/** Serves JSON-RPC over WebSocket and HTTP POST on one port. @throws `localnet/port_in_use`. */
export async function startServer(options: ServerOptions, modules: ServerModules): Promise<RpcServer> {
  const { limits } = options;
  const http = createServer((request, response) => {
    void answerHttp(request, response, limits, modules);
  });
  const sockets = new WebSocketServer({ server: http, maxPayload: limits.maxMessageBytes });
  // The HTTP server's errors arrive here too; `listen` below reports them.
  sockets.on("error", () => undefined);
  sockets.on("connection", (socket) => {
    if (sockets.clients.size > limits.maxConnections) socket.close(1013, "too many connections");
    else serveSocket(socket, limits, modules);
  });
  await listen(http, options);
  return { port: (http.address() as AddressInfo).port, close: () => closeServer(http, sockets) };
}

function listen(http: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    http.listen(port, host, () => resolve());
  });
}

export type ListenErrorData =
  | { readonly code: "localnet/port_in_use"; readonly port: number }
  | { readonly code: "localnet/cannot_listen"; readonly host: string; readonly port: number };

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): CodedError<ListenErrorData> {
  if (cause.code === "EADDRINUSE") {
    return new CodedError(
      { code: "localnet/port_in_use", port },
      `Port ${port} on ${host} is taken by another program.`,
      {
        remedy: "Stop that program, or choose another port; port 0 takes any free one.",
        cause,
      },
    );
  }
  return new CodedError(
    { code: "localnet/cannot_listen", host, port },
    `Cannot listen on ${host}:${port}: ${cause.message}`,
    {
      remedy: "Choose an address of this machine and a port above 1023.",
      cause,
    },
  );
}

async function closeServer(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeAllConnections();
  await closed;
}

function serveSocket(socket: WebSocket, limits: ServerLimits, { handle, logger }: ServerModules): void {
  const send = (message: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.maxBufferedBytes) socket.terminate();
    else socket.send(message);
  };
  const session = new SocketSession({ maxSubscriptions: limits.maxSubscriptions, send });
  socket.on("message", (data) => {
    const answer = handle(data.toString(), session);
    if (typeof answer === "string") send(answer);
    else void answer?.then((text) => text !== undefined && send(text));
  });
  socket.on("error", (error) => logger.debug("a connection failed", { error: error.message }));
  socket.on("close", () => session.close());
}

async function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  limits: ServerLimits,
  { handle }: ServerModules,
): Promise<void> {
  const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" };
  if (request.method === "OPTIONS") {
    response.writeHead(204, headers).end();
    return;
  }
  if (request.method !== "POST") {
    response.writeHead(405, headers).end();
    return;
  }
  const body = await readBody(request, limits.maxMessageBytes);
  if (body === undefined) {
    response.writeHead(413, headers).end();
    return;
  }
  const answer = await handle(body, httpSession);
  response.writeHead(answer === undefined ? 204 : 200, { ...headers, "content-type": "application/json" }).end(answer);
}

/** The text of a request, or `undefined` if it is longer than allowed or breaks off. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}
