import { scoreToken } from "../sampling/sampler.js";
import type { TokenScore } from "../text-model.js";
import type { CausalLm } from "./causal-lm.js";
import { feed } from "./feed.js";
import type { ScoreJob } from "./messages.js";
import { packScores } from "./packed.js";
import type { CallSignal } from "./program.js";
import type { PromptCache } from "./prompt-cache.js";

/** One forward pass over prompt and answer; each row of logits judges the token that the answer has next. */
export async function scoreTokens(
  lm: CausalLm,
  prompts: PromptCache,
  { prompt, firstPosition, tokens, sampling }: ScoreJob,
  signal: CallSignal,
): Promise<Float64Array> {
  const scores: TokenScore[] = [];
  const sequence = [...prompt, ...tokens.slice(0, -1)];
  const cache = prompts.begin(prompt);
  let consumed = cache.lengths[0]!;
  await feed(lm, sequence.slice(consumed), cache, signal, (logits) => {
    for (let row = 0; row < logits.rows; row++, consumed++) {
      const index = consumed - (prompt.length - 1);
      if (index < 0) continue;
      scores.push(scoreToken(logits.row(row), tokens[index]!, sampling, firstPosition + index));
    }
  });
  prompts.keep(prompt, cache);
  return packScores(scores);
}
