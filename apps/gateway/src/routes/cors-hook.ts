import type { FastifyInstance } from "fastify";

/**
 * Lets pages of the listed origins use `/v1`. With an empty list nothing is added, and browsers keep other sites' pages out.
 * No cookies are ever used, so no credentials are allowed.
 */
export function corsHook(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  if (allowedOrigins.length === 0) return;
  app.addHook("onRequest", async (request, reply) => {
    const { origin } = request.headers;
    reply.header("vary", "Origin");
    if (origin === undefined || !allowedOrigins.includes(origin) || !request.url.startsWith("/v1/")) return;
    reply.header("access-control-allow-origin", origin);
    reply.header("access-control-expose-headers", "x-taostack-request-id, retry-after");
    if (request.method !== "OPTIONS") return;
    reply.header("access-control-allow-methods", "GET, POST");
    reply.header("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "authorization");
    reply.header("access-control-max-age", "600");
    await reply.code(204).send();
  });
}
