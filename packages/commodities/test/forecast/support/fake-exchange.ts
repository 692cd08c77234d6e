import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const STEP_MS = 60_000;

/** Speaks a public exchange's klines over loopback: REST and stream, and every kind of trouble on demand. */
export async function startFakeExchange() {
  // Candles of the past: all but the open one have ended.
  const firstOpen = Math.floor(Date.now() / STEP_MS) * STEP_MS - 30 * STEP_MS;
  let closed = 10;
  const requests: string[] = [];
  const row = (i: number) => {
    const open = firstOpen + i * STEP_MS;
    return [open, "1", "2", "0.5", String(100 + i), "7", open + STEP_MS - 1, "700", 3, "1", "1", "0"];
  };
  const trouble: { rest: ((response: ServerResponse) => void) | undefined } = { rest: undefined };
  const http = createServer((request: IncomingMessage, response) => {
    requests.push(request.url ?? "");
    if (trouble.rest) return trouble.rest(response);
    const query = new URL(request.url ?? "", "http://x").searchParams;
    const from = Number(query.get("startTime") ?? 0);
    const rows = Array.from({ length: closed }, (_, i) => row(i)).filter(([open]) => (open as number) >= from);
    response.setHeader("content-type", "application/json").end(JSON.stringify(rows.slice(-Number(query.get("limit")))));
  });
  const sockets = new WebSocketServer({ server: http });
  const waiting: ((socket: WebSocket) => void)[] = [];
  const open = new Set<WebSocket>();
  sockets.on("connection", (socket, request) => {
    requests.push(request.url ?? "");
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    for (const resolve of waiting.splice(0)) resolve(socket);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const say = (i: number, isClosed: boolean) => {
    const [t, , , , c, , T] = row(i);
    const event = { e: "kline", E: Date.now(), s: "TAOUSDT", k: { t, T, s: "TAOUSDT", i: "1m", c, x: isClosed } };
    for (const socket of open) socket.send(JSON.stringify(event));
  };
  return {
    restUrl: `http://127.0.0.1:${port}`,
    streamUrl: `ws://127.0.0.1:${port}`,
    requests,
    trouble,
    connected: () => new Promise<WebSocket>((resolve) => waiting.push(resolve)),
    /** Closes the next candle, and says so unless told not to. */
    close(tell = true) {
      closed++;
      if (tell) {
        say(closed - 1, false);
        say(closed - 1, true);
      }
    },
    sayRaw: (text: string) => {
      for (const socket of open) socket.send(text);
    },
    dropStreams: () => {
      for (const socket of open) socket.terminate();
    },
    async stop() {
      for (const socket of open) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
