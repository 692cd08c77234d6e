import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Events } from "../view/create-events.js";

const HEARTBEAT_MS = 15_000;
/** A page that lets this much pile up is cut off; it reconnects and starts afresh. */
const MAX_BACKLOG_BYTES = 262_144;

/** `GET /api/events`: server-sent events of new blocks and finished answers. */
export function eventRoute(app: FastifyInstance, events: Events): void {
  app.get("/api/events", (_request, reply) => {
    const { raw } = reply;
    const unsubscribe = events.subscribe(
      ({ type, data }) => send(raw, `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`),
      () => raw.end(),
    );
    reply.hijack();
    raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    raw.write("retry: 2000\n\n");
    const heartbeat = setInterval(() => send(raw, ":\n\n"), HEARTBEAT_MS);
    raw.once("close", () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  });
}

function send(response: ServerResponse, text: string): void {
  if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
  else response.write(text);
}
