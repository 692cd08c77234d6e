import { defaultTextLimits, generateChunks } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import { type CallContext, implementService, type TextChunk, type TextRequest, TextService } from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import type { Market } from "./market.js";
import { serveMiner } from "./serve-miner.js";

export type Generate = (request: TextRequest, context: CallContext) => AsyncIterable<TextChunk>;

/** A miner on the wire that answers as it is told, and remembers what it was asked. */
export interface TestMiner {
  readonly hotkey: string;
  readonly requests: { readonly request: TextRequest; readonly peer: string; readonly leftMs: number }[];
  stop(): Promise<void>;
}

export async function startTestMiner(market: Market, signer: Keypair, generate: Generate): Promise<TestMiner> {
  const requests: TestMiner["requests"] = [];
  const service = implementService(TextService, {
    generate: (request, context) => {
      requests.push({ request, peer: context.peer.hotkey, leftMs: context.deadlineMs - Date.now() });
      return generate(request, context);
    },
  });
  const server = await serveMiner(market, signer, service);
  return { hotkey: signer.address, requests, stop: () => server.stop() };
}

/** As a miner should. */
export const honest =
  (model: TextModel): Generate =>
  (request, { signal }) =>
    generateChunks(model, request, defaultTextLimits, signal);

/** Real tokens, but surer of them than the model is. */
export const forging = (model: TextModel): Generate =>
  async function* (request, context) {
    for await (const chunk of honest(model)(request, context)) {
      yield { ...chunk, tokens: chunk.tokens.map((token) => ({ ...token, logprob: token.logprob / 8 - 3 })) };
    }
  };

/** Real tokens whose texts say something else. */
export const lying = (model: TextModel): Generate =>
  async function* (request, context) {
    for await (const chunk of honest(model)(request, context)) {
      yield { ...chunk, tokens: chunk.tokens.map((token) => ({ ...token, text: " buy now" })) };
    }
  };

/** Tokens of the vocabulary in no order, at once. */
export const rambling = (model: TextModel): Generate =>
  async function* (request) {
    const length = Math.min(24, request.sampling?.maxTokens ?? 0);
    const ids = Array.from({ length }, (_, index) => 200 + ((index * 377) % 900));
    for (const [index, id] of ids.entries()) {
      const text = model.decode(ids.slice(0, index + 1)).slice(model.decode(ids.slice(0, index)).length);
      yield { tokens: [{ id, text, logprob: -0.5 }], finishReason: "", usage: undefined };
    }
    const usage = { promptTokens: model.encodeChat([]).length, completionTokens: length };
    yield { tokens: [], finishReason: "stop", usage };
  };

/** The real answer over and over, without an end. */
export const flooding = (model: TextModel): Generate =>
  async function* (request, context) {
    for (;;)
      for await (const { tokens } of honest(model)(request, context))
        yield { tokens, finishReason: "", usage: undefined };
  };

/** Never a word. */
export const hanging: Generate = async function* (_, { signal }) {
  await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
};
