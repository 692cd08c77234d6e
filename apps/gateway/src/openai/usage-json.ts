import type { TextUsage } from "@taostack/protocol";

export const usageJson = ({ promptTokens = 0, completionTokens = 0 }: Partial<TextUsage> = {}) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
});
