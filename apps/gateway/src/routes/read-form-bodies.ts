import type { FastifyInstance } from "fastify";
import { invalid } from "../openai/read-value.js";
import { readBody } from "./read-json-bodies.js";

/** Reads multipart forms up to the route's limit, whole: the files in them are small. */
export function readFormBodies(app: FastifyInstance, limitBytes: number): void {
  app.addContentTypeParser(
    "multipart/form-data",
    async (request: { headers: Record<string, unknown> }, payload: AsyncIterable<Buffer>) => {
      const body = await readBody(payload, limitBytes);
      const headers = { "content-type": String(request.headers["content-type"]) };
      try {
        return await new Response(new Uint8Array(body), { headers }).formData();
      } catch {
        throw invalid(null, "The body is not a valid form.", "Send multipart/form-data as a browser or curl -F does.");
      }
    },
  );
}
