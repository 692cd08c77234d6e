import { Readable } from "node:stream";
import type { AnswerChunk } from "@taostack/protocol";
import type { FastifyInstance } from "fastify";
import type { Chat } from "../chat/create-chat.js";
import type { OpenRequests } from "../chat/create-open-requests.js";
import { toApiError } from "../openai/api-error.js";
import { type AnswerHead, toChunks, toCompletion } from "../openai/chat-response.js";
import { type ChatLimits, readChatRequest } from "../openai/read-chat-request.js";
import type { KeyStore } from "../store/key-store.js";
import { authenticate, keyOf } from "./authenticate.js";

export interface ChatRouteModules {
  readonly chat: Chat;
  readonly keys: KeyStore;
  readonly open: OpenRequests;
}

/** `POST /v1/chat/completions`. */
export function chatRoutes(app: FastifyInstance, limits: ChatLimits, { chat, keys, open }: ChatRouteModules): void {
  app.post("/v1/chat/completions", { onRequest: authenticate(keys) }, async (httpRequest, reply) => {
    const request = readChatRequest(httpRequest.body, limits);
    const requestId = httpRequest.id;
    const signal = open.add(reply.raw);
    const answer = await chat.ask({ requestId, key: keyOf(httpRequest), request, signal });
    const { validatorHotkey } = answer;
    const head: AnswerHead = { requestId, created: Math.floor(Date.now() / 1_000), request, validatorHotkey };
    if (!request.stream) return toCompletion(head, answer.chunks);
    reply.header("content-type", "text/event-stream; charset=utf-8");
    reply.header("cache-control", "no-cache, no-transform");
    reply.header("x-accel-buffering", "no");
    return reply.send(Readable.from(toEvents(head, answer.chunks), { objectMode: false, highWaterMark: 16_384 }));
  });
}

/** Server-sent events; an error after the first one is an event too, since the status has gone out already. */
async function* toEvents(head: AnswerHead, chunks: AsyncIterable<AnswerChunk>): AsyncGenerator<string> {
  try {
    for await (const chunk of toChunks(head, chunks)) yield `data: ${JSON.stringify(chunk)}\n\n`;
    yield "data: [DONE]\n\n";
  } catch (error) {
    yield `data: ${JSON.stringify(toApiError(error).body)}\n\n`;
  }
}
