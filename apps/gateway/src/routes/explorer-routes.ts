import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The explorer's files. Those under `/assets/` have a hash in their name and are kept for a year; the page itself is asked anew. */
export async function explorerRoutes(app: FastifyInstance, explorerPath: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: explorerPath,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = /[\\/]assets[\\/]/.test(path);
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      reply.header("content-security-policy", contentSecurityPolicy);
      reply.header("referrer-policy", "no-referrer");
    },
  });
}
