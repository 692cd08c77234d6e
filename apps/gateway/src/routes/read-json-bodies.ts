import type { FastifyInstance, FastifyRequest } from "fastify";
import { gatewayError } from "../errors.js";
import { invalid } from "../openai/read-value.js";

/** Beyond the limit, this much more is read and thrown away, so that a client that is still sending gets to read why. */
const DRAINED_BYTES = 64 * 1_048_576;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Of a route that takes more, or less, than the others. */
    readonly maxBodyBytes?: number;
  }
}

/** Reads JSON bodies up to `limitBytes`, or what the route's `config` says. Any other media type is refused by Fastify itself. */
export function readJsonBodies(app: FastifyInstance, limitBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", async (request: FastifyRequest, payload: AsyncIterable<Buffer>) =>
    parseJson(await readBody(payload, request.routeOptions.config.maxBodyBytes ?? limitBytes)),
  );
}

/** @throws `gateway/body_too_large`. */
export async function readBody(payload: AsyncIterable<Buffer>, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limitBytes + DRAINED_BYTES) break;
  }
  if (size > limitBytes) throw tooLarge(limitBytes);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw invalid(null, "The body is not valid JSON.", "Check it for a missing brace, comma or quote.");
  }
}

const tooLarge = (limitBytes: number) =>
  gatewayError(
    { code: "gateway/body_too_large", limitBytes },
    `The request is larger than ${limitBytes} bytes, the most that this gateway reads.`,
    { remedy: "Send less at a time; the operator may raise max-body-bytes, or max-image-bytes for images." },
  );
