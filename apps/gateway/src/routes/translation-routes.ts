import type { TextUsage, TranslationResponse } from "@taostack/protocol";
import type { FastifyInstance } from "fastify";
import { marketOf } from "../markets/markets.js";
import { readTranslationRequest } from "../openai/read-translation-request.js";
import { usageJson } from "../openai/usage-json.js";
import { authenticate } from "./authenticate.js";
import { answerFromMarket, type MarketRouteModules } from "./market-route.js";

/** `POST /v1/translations`. */
export function translationRoutes(app: FastifyInstance, { markets, keys, open }: MarketRouteModules): void {
  app.post("/v1/translations", { onRequest: authenticate(keys) }, async (httpRequest, reply) => {
    const market = marketOf(markets, "translation");
    const { model, text, source, target } = readTranslationRequest(httpRequest.body);
    const request = { requestId: httpRequest.id, text, sourceLanguage: source, targetLanguage: target };
    const usageOf = (answer: TranslationResponse) => boundUsage(text, answer);
    return answerFromMarket<TranslationResponse>(httpRequest, reply, open, {
      market,
      model,
      object: "translation",
      send: (channel, limits) => channel.translate(request, limits),
      usageOf,
      toJson: (answer) => ({ text: answer.text, source, target, usage: usageJson(usageOf(answer)) }),
    });
  });
}

/** Tokens as the miner counts them, but no more than there are characters: a token has one at least. */
const boundUsage = (source: string, { text, usage }: TranslationResponse): TextUsage => ({
  promptTokens: Math.min(usage?.sourceTokens ?? 0, source.length),
  completionTokens: Math.min(usage?.targetTokens ?? 0, text.length),
});
