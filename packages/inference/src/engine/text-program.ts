import { Decoder } from "./decoder.js";
import { loadCausalLm } from "./load-causal-lm.js";
import type { EngineFacts, TextEngineOptions } from "./messages.js";
import type { Program } from "./program.js";
import { PromptCache } from "./prompt-cache.js";
import { scoreTokens } from "./scoring.js";

export async function loadTextProgram(options: TextEngineOptions): Promise<Program<EngineFacts["text"]>> {
  const loaded = await loadCausalLm(options);
  const { lm, batches } = loaded;
  const prompts = new PromptCache(lm, options.promptCacheBytes);
  const decoder = new Decoder(loaded, prompts, options.maxBatch);
  return {
    facts: { vocabularySize: lm.vocabularySize, batches },
    handlers: {
      generate: async (job, { emit, signal }) => ({ result: await decoder.generate(job, emit, signal) }),
      score: async (input, { signal }) => {
        const result = await scoreTokens(lm, prompts, input, signal);
        return { result, transfer: [result.buffer as ArrayBuffer] };
      },
    },
    release: () => lm.release(),
  };
}
