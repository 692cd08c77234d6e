import { likeliest, totalWeight } from "../sampling/distribution.js";
import type { EngineFacts, RewriteJob, RewriteResult, Seq2SeqEngineOptions } from "./messages.js";
import type { CallSignal, Program } from "./program.js";
import { Seq2SeqLm } from "./seq2seq-lm.js";

/** An encoder and its decoder: a text in, the likeliest text out. Texts take turns token by token. */
export async function loadSeq2SeqProgram(options: Seq2SeqEngineOptions): Promise<Program<EngineFacts["seq2seq"]>> {
  const lm = await Seq2SeqLm.load(options);
  return {
    facts: { vocabularySize: lm.vocabularySize },
    handlers: { rewrite: async (job, { signal }) => ({ result: await rewrite(lm, job, signal) }) },
    release: () => lm.release(),
  };
}

async function rewrite(lm: Seq2SeqLm, job: RewriteJob, signal: CallSignal): Promise<RewriteResult> {
  const { source, start, forcedFirst, suppressed, endTokens, maxNewTokens } = job;
  const tokens: number[] = [];
  const decoding = await lm.encode(source, start);
  while (tokens.length < maxNewTokens) {
    signal.throwIfAborted();
    const logits = await lm.step(decoding);
    for (const token of suppressed) logits[token] = Number.NEGATIVE_INFINITY;
    const forced = tokens.length === 0 ? forcedFirst : undefined;
    const token = forced ?? takeLikeliest(logits);
    tokens.push(token);
    if (endTokens.includes(token)) return { tokens, finishReason: "stop" };
    decoding.push(token);
  }
  return { tokens, finishReason: "length" };
}

function takeLikeliest(logits: Float32Array): number {
  const { topToken, topLogit } = likeliest(logits);
  if (Number.isNaN(totalWeight(logits, topLogit, 1))) throw new Error("the graph gives logits that are not numbers");
  return topToken;
}
