import { defaultTextLimits, generateChunks, type TextAnswer, text, textAnswerOf } from "@taostack/commodities";
import type { ScoreRequest, TextModel, TokenScore } from "@taostack/inference";
import { TextChunk, type TextRequest } from "@taostack/protocol";
import { type Remembering, remembering } from "../answers/one-at-a-time.js";

/** A bundled model as a miner serves it: through the miner's own code, and as the wire carries its answer. */
export interface ServedModel {
  readonly answer: Remembering<TextRequest, TextAnswer>;
  dispose(): Promise<void>;
}

export async function serveModel(name: string, dtype: string): Promise<ServedModel> {
  const model = await text.loadModel(name, { dtype });
  const answer = remembering((request: TextRequest) => answerWith(model, request), requestKey);
  return { answer, dispose: () => model.dispose() };
}

/** What a cheat changes in a request changes the answer. */
const requestKey = ({ requestId, sampling }: TextRequest): string => `${requestId} ${JSON.stringify(sampling)}`;

async function answerWith(model: TextModel, request: TextRequest): Promise<TextAnswer> {
  const chunks: TextChunk[] = [];
  const { signal } = new AbortController();
  for await (const chunk of generateChunks(model, request, defaultTextLimits, signal)) {
    chunks.push(TextChunk.decode(TextChunk.encode(chunk)));
  }
  return textAnswerOf(chunks);
}

/** A reference that reads equal answers once. */
export interface Reference {
  readonly model: TextModel;
  forget(): void;
}

export async function openReference(): Promise<Reference> {
  const loaded = await text.loadModel("tao-text");
  const score = remembering(
    (request: ScoreRequest): Promise<TokenScore[]> => loaded.score(request),
    (request) => JSON.stringify(request),
  );
  const model: TextModel = {
    card: loaded.card,
    eosTokenIds: loaded.eosTokenIds,
    generate: (request, options) => loaded.generate(request, options),
    score: (request) => score(request),
    encodeChat: (messages, continueFrom) => loaded.encodeChat(messages, continueFrom),
    decode: (tokens) => loaded.decode(tokens),
    dispose: () => loaded.dispose(),
  };
  return { model, forget: () => score.forget() };
}
