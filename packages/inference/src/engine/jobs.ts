import { sampleToken, scoreToken } from "../sampling/sampler.js";
import type { TokenScore } from "../text-model.js";
import type { CausalLm, Logits } from "./causal-lm.js";
import type { KeyValueCache } from "./key-value-cache.js";
import type { GenerateJob, ScoreJob } from "./messages.js";

/** Draws tokens until an end token or `maxNewTokens`. Other jobs of the thread run between two tokens. */
export async function generateTokens(
  lm: CausalLm,
  { prompt, firstPosition, maxNewTokens, sampling, endTokens }: GenerateJob,
  onToken: (id: number, logprob: number) => void,
  signal: AbortSignal,
): Promise<"stop" | "length"> {
  const cache = lm.emptyCache();
  let logits = await feed(lm, prompt, cache, signal);
  for (let drawn = 0; drawn < maxNewTokens; drawn++) {
    signal.throwIfAborted();
    const { id, logprob } = sampleToken(logits.row(logits.rows - 1), sampling, firstPosition + drawn);
    if (Number.isNaN(logprob)) throw new Error("the graph gives logits that are not numbers");
    onToken(id, logprob);
    if (endTokens.includes(id)) return "stop";
    if (drawn + 1 < maxNewTokens) logits = await lm.forward([id], cache);
  }
  return "length";
}

/** One forward pass over prompt and answer; each row of logits judges the token that the answer has next. */
export async function scoreTokens(
  lm: CausalLm,
  { prompt, firstPosition, tokens, sampling }: ScoreJob,
  signal: AbortSignal,
): Promise<TokenScore[]> {
  const scores: TokenScore[] = [];
  const sequence = [...prompt, ...tokens.slice(0, -1)];
  let consumed = 0;
  await feed(lm, sequence, lm.emptyCache(), signal, (logits) => {
    for (let row = 0; row < logits.rows; row++, consumed++) {
      const index = consumed - (prompt.length - 1);
      if (index < 0) continue;
      scores.push(scoreToken(logits.row(row), tokens[index]!, sampling, firstPosition + index));
    }
  });
  return scores;
}

async function feed(
  lm: CausalLm,
  tokens: readonly number[],
  cache: KeyValueCache,
  signal: AbortSignal,
  onLogits?: (logits: Logits) => void,
): Promise<Logits> {
  let logits: Logits | undefined;
  for (let start = 0; start < tokens.length; start += lm.maxRows) {
    signal.throwIfAborted();
    logits = await lm.forward(tokens.slice(start, start + lm.maxRows), cache);
    onLogits?.(logits);
  }
  if (!logits) throw new Error("the prompt has no token");
  return logits;
}
