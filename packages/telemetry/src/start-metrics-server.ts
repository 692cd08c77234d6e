import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CodedError, type Logger, type Running, silentLogger } from "@taostack/primitives";
import type { Metrics } from "./create-metrics.js";
import { checkHealth, type Health } from "./health.js";

export type MetricsServerErrorData = { readonly code: "telemetry/port_in_use"; readonly port: number };

export interface MetricsServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1: metrics are for the operator, not for the world. */
  readonly host?: string;
  readonly metrics: Metrics;
  readonly health?: Health;
  readonly logger?: Logger;
}

export interface MetricsServer extends Running {
  readonly port: number;
  readonly url: string;
}

/**
 * Serves `/metrics` (Prometheus text), `/healthz` and `/readyz` (JSON, 200 or 503). The metrics stay the caller's to stop.
 * @throws `telemetry/port_in_use`.
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { host = "127.0.0.1", logger = silentLogger } = options;
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(options, request, response).catch((error: unknown) => {
      logger.warn("metrics request failed", { error });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  logger.info("metrics server listening", { url });
  return { port, url, stop: () => close(server) };
}

async function answer(
  { metrics, health }: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.split("?")[0];
  if (path === "/metrics") {
    const text = await metrics.render();
    response.writeHead(200, { "content-type": metrics.contentType }).end(text);
  } else if (path === "/healthz" || path === "/readyz") {
    const { ok, detail } = await checkHealth(path === "/healthz" ? health?.live : health?.ready);
    response.writeHead(ok ? 200 : 503, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok, ...detail }));
  } else {
    response.writeHead(404, { "content-type": "text/plain" }).end("There are /metrics, /healthz and /readyz here.\n");
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(cause.code === "EADDRINUSE" ? portError(port, cause) : cause),
    );
    server.listen(port, host, resolve);
  });
}

const portError = (port: number, cause: unknown): CodedError<MetricsServerErrorData> =>
  new CodedError({ code: "telemetry/port_in_use", port }, `Port ${port} is taken by another program.`, {
    remedy: "Choose another metrics port, or 0 for any free one.",
    cause,
  });

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
