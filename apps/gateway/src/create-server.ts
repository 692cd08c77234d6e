import { randomUUID } from "node:crypto";
import { isCodedError, type Logger } from "@taostack/primitives";
import Fastify, { type FastifyInstance } from "fastify";
import { gatewayError } from "./errors.js";
import { toApiError } from "./openai/api-error.js";

/** A Fastify instance with everything that holds for all routes: ids, the shape of errors, safe headers, limits. */
export function createServer(logger: Logger): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 200 },
  });
  app.decorateRequest("apiKey", null);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-taostack-request-id", request.id);
    reply.header("x-request-id", request.id);
    reply.header("x-content-type-options", "nosniff");
  });
  app.setNotFoundHandler((request) => {
    const path = `${request.method} ${request.url.split("?")[0]?.slice(0, 200)}`;
    throw gatewayError({ code: "gateway/not_found", path }, `There is nothing at ${path}.`, {
      remedy:
        "The API is under /v1: chat/completions, translations, images/classifications, images/detections, forecasts and models.",
    });
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, body, retryAfterSeconds } = toApiError(error);
    logFailure(logger, status, request.id, error);
    if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
    if (status === 401) reply.header("www-authenticate", "Bearer");
    return reply.code(status).type("application/json; charset=utf-8").send(body);
  });
  return app;
}

function logFailure(logger: Logger, status: number, requestId: string, error: unknown): void {
  if (status >= 500 && !isCodedError(error)) logger.error("request failed by a fault of ours", { requestId, error });
  else if (status >= 500) logger.warn("request not answered", { requestId, status, error });
  else logger.debug("request refused", { requestId, status, error });
}
