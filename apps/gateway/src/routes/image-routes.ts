import type { VisionResponse } from "@taostack/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { marketOf } from "../markets/markets.js";
import { type ImageLimits, readImageRequest } from "../openai/read-image-request.js";
import { authenticate } from "./authenticate.js";
import { answerFromMarket, type MarketRouteModules } from "./market-route.js";
import { readFormBodies } from "./read-form-bodies.js";

const kinds = [
  { path: "/v1/images/classifications", task: "classification", object: "image.classification", toJson: toLabels },
  { path: "/v1/images/detections", task: "detection", object: "image.detection", toJson: toBoxes },
] as const;

/** Of everything in a request but the image. */
const REST_BYTES = 65_536;

/** `POST /v1/images/classifications` and `/v1/images/detections`: JSON with the file as base64, or a form with the file. */
export async function imageRoutes(
  app: FastifyInstance,
  limits: ImageLimits,
  { markets, keys, open }: MarketRouteModules,
): Promise<void> {
  const answer = async (httpRequest: FastifyRequest, reply: FastifyReply, kind: (typeof kinds)[number]) => {
    const market = marketOf(markets, "vision");
    const { model, image, labels, maxBoxes } = await readImageRequest(httpRequest.body, limits);
    const { task, object, toJson } = kind;
    const boxes = task === "detection" ? maxBoxes : 0;
    const request = { requestId: httpRequest.id, image, task, labels, maxBoxes: boxes };
    return answerFromMarket<VisionResponse>(httpRequest, reply, open, {
      market,
      model,
      object,
      send: (channel, callLimits) => channel.recognise(request, callLimits),
      toJson,
    });
  };
  // Forms are taken here and nowhere else.
  await app.register(async (scope) => {
    readFormBodies(scope, limits.maxImageBytes + REST_BYTES);
    const config = { maxBodyBytes: Math.ceil((limits.maxImageBytes * 4) / 3) + REST_BYTES };
    for (const kind of kinds) {
      scope.post(kind.path, { onRequest: authenticate(keys), config }, (httpRequest, reply) =>
        answer(httpRequest, reply, kind),
      );
    }
  });
}

/** The likeliest first. */
function toLabels({ labels }: VisionResponse) {
  return { labels: [...labels].sort((a, b) => b.probability - a.probability) };
}

/** The surest first. Edges are fractions of the image's width and height. */
function toBoxes({ boxes }: VisionResponse) {
  const sorted = [...boxes].sort((a, b) => b.confidence - a.confidence);
  return { boxes: sorted.map(({ label, confidence, ...box }) => ({ label, confidence, box })) };
}
