import type { FastifyInstance } from "fastify";
import type { OpenRequests } from "../chat/create-open-requests.js";
import { invalid, isRecord } from "../openai/read-value.js";
import type { Operations } from "../operations/create-operations.js";

export interface OperationRouteModules {
  readonly open: OpenRequests;
  readonly operations: Operations;
}

const MAX_BODY_BYTES = 262_144;

/** `/api/operations`: the registry's catalogue, and its reads by name with plain arguments. */
export function operationRoutes(app: FastifyInstance, { open, operations }: OperationRouteModules): void {
  app.get("/api/operations", async (request, reply) => {
    const { text, gzipped, etag } = await operations.catalogue();
    reply.headers({ etag, "cache-control": "public, max-age=300", vary: "accept-encoding" });
    if (request.headers["if-none-match"]?.includes(etag)) return reply.code(304).send();
    reply.type("application/json; charset=utf-8");
    if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return reply.send(text);
    return reply.header("content-encoding", "gzip").send(gzipped);
  });
  app.post<{ Params: { name: string }; Querystring: { at?: string } }>(
    "/api/operations/:name",
    { config: { maxBodyBytes: MAX_BODY_BYTES } },
    async ({ params: { name }, query: { at }, body, ip }, reply) => {
      const args = readArguments(body);
      const request = { name, args, at: at === undefined ? undefined : readBlock(at), address: ip };
      reply.header("cache-control", "no-store");
      return { operation: name, result: await operations.read({ ...request, signal: open.add(reply.raw) }) };
    },
  );
}

function readArguments(body: unknown): Record<string, unknown> {
  if (isRecord(body)) return body;
  throw invalid(null, "The body is not a JSON object.", "Send the arguments by their names; {} for none.");
}

function readBlock(text: string): number | string {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  if (/^0x[0-9a-f]{64}$/i.test(text)) return text;
  throw invalid("at", `"${text.slice(0, 70)}" is not a block.`, "Use a block's number, or its hash in hex.");
}
