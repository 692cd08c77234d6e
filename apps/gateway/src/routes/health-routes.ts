import { checkHealth, type Health, type Metrics } from "@taostack/telemetry";
import type { FastifyInstance } from "fastify";
import { gatewayError } from "../errors.js";
import { isLocalRequest } from "../is-local-request.js";

export interface HealthRouteOptions {
  /** Whether `/metrics` answers anyone, or this machine only. */
  readonly publicMetrics: boolean;
}

export function healthRoutes(
  app: FastifyInstance,
  { publicMetrics }: HealthRouteOptions,
  { metrics, health }: { readonly metrics: Metrics; readonly health: Health },
): void {
  for (const [path, check] of [["/healthz", health.live] as const, ["/readyz", health.ready] as const]) {
    app.get(path, async (_request, reply) => {
      const { ok, detail } = await checkHealth(check);
      return reply.code(ok ? 200 : 503).send({ ok, ...detail });
    });
  }
  app.get("/metrics", async (request, reply) => {
    if (!publicMetrics && !isLocalRequest(request)) throw notLocal("/metrics");
    return reply.header("content-type", metrics.contentType).send(await metrics.render());
  });
}

export const notLocal = (path: string) =>
  gatewayError(
    { code: "gateway/not_local" },
    `${path} answers only to programs and pages of the gateway's own machine.`,
    {
      remedy: "Ask from there, by http://127.0.0.1 and without a proxy.",
    },
  );
