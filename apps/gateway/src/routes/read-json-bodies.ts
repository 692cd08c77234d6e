import type { FastifyInstance } from "fastify";
import { gatewayError } from "../errors.js";
import { invalid } from "../openai/read-value.js";

/** Beyond the limit, this much more is read and thrown away, so that a client that is still sending gets to read why. */
const DRAINED_BYTES = 64 * 1_048_576;

/** Reads JSON bodies up to `limitBytes`. Any other media type is refused by Fastify itself. */
export function readJsonBodies(app: FastifyInstance, limitBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of payload) {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limitBytes + DRAINED_BYTES) break;
    }
    if (size > limitBytes) throw tooLarge(limitBytes);
    return parseJson(Buffer.concat(chunks));
  });
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
    { remedy: "Shorten the conversation, or ask the operator to raise max-body-bytes." },
  );
