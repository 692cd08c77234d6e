import { CausalLm } from "./causal-lm.js";
import { generateTokens, scoreTokens } from "./jobs.js";
import type { EngineFacts, TextEngineOptions } from "./messages.js";
import type { Program } from "./program.js";

export async function loadTextProgram(options: TextEngineOptions): Promise<Program<EngineFacts["text"]>> {
  const lm = await CausalLm.load(options);
  return {
    facts: { vocabularySize: lm.vocabularySize },
    handlers: {
      generate: async (input, { emit, signal }) => ({
        result: await generateTokens(lm, input, (id, logprob) => emit({ id, logprob }), signal),
      }),
      score: async (input, { signal }) => ({ result: await scoreTokens(lm, input, signal) }),
    },
    release: () => lm.release(),
  };
}
