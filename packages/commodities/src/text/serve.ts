import { isInferenceError, type TextModel } from "@taostack/inference";
import {
  implementService,
  protocolError,
  type ServiceImplementation,
  type TextChunk,
  type TextRequest,
  TextService,
} from "@taostack/protocol";
import { defaultTextLimits, parseTextRequest, type TextLimits } from "./contract.js";

/** The miner's side of text: checks a request, streams the model's answer, gives the model back when the caller is gone. */
export function serveText(model: TextModel, limits: Partial<TextLimits> = {}): ServiceImplementation {
  const all = { ...defaultTextLimits, ...limits };
  return implementService(TextService, {
    generate: (request, { signal }) => generateChunks(model, request, all, signal),
  });
}

/** One chunk for each token, then one with finish reason and usage. */
export async function* generateChunks(
  model: TextModel,
  request: TextRequest,
  limits: TextLimits,
  signal: AbortSignal,
): AsyncGenerator<TextChunk, void, undefined> {
  const answer = model.generate(parseTextRequest(request, limits), { signal });
  try {
    for (;;) {
      const next = await answer.next();
      if (next.done) {
        const { finishReason, promptTokens, completionTokens } = next.value;
        yield { tokens: [], finishReason, usage: { promptTokens, completionTokens } };
        return;
      }
      yield { tokens: [next.value], finishReason: "", usage: undefined };
    }
  } catch (error) {
    throw signal.aborted ? error : toProtocolError(error);
  } finally {
    await answer.return({ finishReason: "stop", promptTokens: 0, completionTokens: 0 });
  }
}

/** What a caller may know about a model's trouble. Anything else is the server's own affair. */
export function toProtocolError(error: unknown): unknown {
  if (isInferenceError(error, "inference/overloaded")) {
    return protocolError("protocol/resource_exhausted", "The miner is busy.", { cause: error });
  }
  if (isInferenceError(error, "inference/prompt_too_long") || isInferenceError(error, "inference/invalid_request")) {
    return protocolError("protocol/invalid_argument", error.message, { cause: error });
  }
  if (isInferenceError(error, "inference/disposed") || isInferenceError(error, "inference/engine_failed")) {
    return protocolError("protocol/unavailable", "The miner's model is not running.", { cause: error });
  }
  return error;
}
