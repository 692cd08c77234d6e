import type { FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import { gatewayError } from "../errors.js";
import type { ApiKey, KeyStore } from "../store/key-store.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Set by `authenticate` on the routes that ask for a key. */
    apiKey: ApiKey | null;
  }
}

/** A hook that lets only requests with a valid key on, before their body is read. @throws `gateway/invalid_api_key`. */
export const authenticate =
  (keys: KeyStore): onRequestAsyncHookHandler =>
  async (request) => {
    const [, key] = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? "") ?? [];
    const found = key === undefined ? undefined : await keys.verify(key);
    if (!found) throw invalidKey(key === undefined);
    request.apiKey = found;
  };

export function keyOf(request: FastifyRequest): ApiKey {
  if (!request.apiKey) throw invalidKey(true);
  return request.apiKey;
}

const invalidKey = (missing: boolean) =>
  gatewayError(
    { code: "gateway/invalid_api_key" },
    missing ? "The request carries no API key." : "The API key is not one of this gateway, or was revoked.",
    { remedy: "Send `Authorization: Bearer sk-tao-…` with a key that the gateway's operator gave you." },
  );
