import type { FastifyInstance } from "fastify";
import { checkModel } from "../openai/check-model.js";
import type { KeyStore } from "../store/key-store.js";
import { authenticate } from "./authenticate.js";

/** `GET /v1/models` and `GET /v1/models/:id`. `created` is when this gateway began to offer them: at its start. */
export function modelRoutes(app: FastifyInstance, models: readonly string[], keys: KeyStore): void {
  const created = Math.floor(Date.now() / 1_000);
  const toModel = (id: string) => ({ id, object: "model", created, owned_by: "taostack" });
  const options = { onRequest: authenticate(keys) };

  app.get("/v1/models", options, async () => ({ object: "list", data: models.map(toModel) }));
  app.get<{ Params: { "*": string } }>("/v1/models/*", options, async ({ params }) => {
    const model = params["*"];
    checkModel(model, models);
    return toModel(model);
  });
}
