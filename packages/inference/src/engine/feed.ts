import type { CausalLm, Logits } from "./causal-lm.js";
import type { KeyValueCache } from "./key-value-cache.js";
import type { CallSignal } from "./program.js";

/** Runs a sequence, in pieces if it is long. Other work of the thread goes on in between. */
export async function feed(
  lm: CausalLm,
  tokens: readonly number[],
  cache: KeyValueCache,
  signal: CallSignal,
  onLogits?: (logits: Logits) => void,
): Promise<Logits> {
  let logits: Logits | undefined;
  for (let start = 0; start < tokens.length; start += lm.maxRows) {
    signal.throwIfAborted();
    logits = await lm.forward([tokens.slice(start, start + lm.maxRows)], cache);
    onLogits?.(logits);
  }
  if (!logits) throw new Error("the prompt has no token");
  return logits;
}
