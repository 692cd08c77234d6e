import type { FastifyInstance } from "fastify";
import { isLocalRequest, isSameOrigin } from "../is-local-request.js";

/**
 * `GET /api/session`: the key that the gateway made for its own pages, if it was told to make one, and only for a page of this
 * origin opened on this machine. Anyone else gets `key: null` and has to bring a key.
 */
export function sessionRoute(app: FastifyInstance, playgroundKey: string | undefined): void {
  app.get("/api/session", async (request, reply) => {
    const trusted = isLocalRequest(request) && isSameOrigin(request);
    reply.header("cache-control", "no-store");
    return { key: trusted ? (playgroundKey ?? null) : null };
  });
}
