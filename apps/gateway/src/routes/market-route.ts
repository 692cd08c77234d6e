import type { TextUsage } from "@taostack/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { OpenRequests } from "../chat/create-open-requests.js";
import type { Send } from "../markets/ask-validators.js";
import type { Market } from "../markets/create-market.js";
import { provenanceJson } from "../openai/provenance-json.js";
import type { KeyStore } from "../store/key-store.js";
import { keyOf } from "./authenticate.js";

export interface MarketRouteModules {
  readonly markets: readonly Market[];
  readonly keys: KeyStore;
  readonly open: OpenRequests;
}

export interface MarketRequest<Answer> {
  readonly market: Market;
  /** As the client names it. */
  readonly model: string | undefined;
  /** What the answer is, in OpenAI's manner: `translation`. */
  readonly object: string;
  readonly send: Send<Answer>;
  readonly usageOf?: (answer: Answer) => TextUsage;
  readonly toJson: (answer: Answer) => object;
}

/** Asks the market and answers in the shape that all answers in one message have. */
export async function answerFromMarket<Answer>(
  httpRequest: FastifyRequest,
  reply: FastifyReply,
  open: OpenRequests,
  { market, model, object, send, usageOf, toJson }: MarketRequest<Answer>,
) {
  const requestId = httpRequest.id;
  const signal = open.add(reply.raw);
  const call = { requestId, key: keyOf(httpRequest), model, send, signal };
  const found = await market.ask(usageOf ? { ...call, usageOf } : call);
  return {
    id: `${object}-${requestId}`,
    object,
    created: Math.floor(Date.now() / 1_000),
    model: market.plan.model,
    ...toJson(found.answer),
    taostack: provenanceJson(requestId, found.validatorHotkey, found.provenance),
  };
}
