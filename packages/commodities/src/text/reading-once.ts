import type { ScoreRequest, TextModel, TokenScore } from "@taostack/inference";

export interface ReadingOnceOptions {
  /** Readings that are remembered. 64 by default. */
  readonly max?: number;
}

/**
 * A model that reads equal answers to equal requests once. Honest miners that are asked the same draw the same tokens, so that judging
 * a round of them costs one forward pass. Everything else is passed on to `model`.
 */
export function readingOnce(model: TextModel, { max = 64 }: ReadingOnceOptions = {}): TextModel {
  const readings = new Map<string, readonly TokenScore[]>();
  return {
    card: model.card,
    eosTokenIds: model.eosTokenIds,
    generate: (request, options) => model.generate(request, options),
    async score(request, options) {
      options?.signal?.throwIfAborted();
      const key = keyOf(request);
      const known = readings.get(key);
      if (known) return [...known];
      const scores = await model.score(request, options);
      readings.set(key, scores);
      const [oldest] = readings.keys();
      if (readings.size > max && oldest !== undefined) readings.delete(oldest);
      return [...scores];
    },
    encodeChat: (messages, continueFrom) => model.encodeChat(messages, continueFrom),
    decode: (tokens) => model.decode(tokens),
    dispose: () => model.dispose(),
  };
}

const keyOf = ({ messages, tokens, continueFrom = [], sampling }: ScoreRequest): string =>
  JSON.stringify([
    messages.map(({ role, content }) => [role, content]),
    continueFrom,
    tokens,
    sampling && [sampling.temperature, sampling.topP, sampling.seed],
  ]);
