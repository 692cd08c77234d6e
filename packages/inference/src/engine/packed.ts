// What comes in great numbers crosses between threads as one array: many small objects take longer to write and read than to compute.
import type { TokenScore } from "../text-model.js";
import type { EngineReply, ItemReply } from "./messages.js";

const TOKEN = 3;
const SCORE = 5;

/** The same replies with all tokens in one. A job's tokens come before its last word, as they did. */
export function packItems(replies: readonly EngineReply[]): readonly EngineReply[] {
  const items = replies.filter((reply): reply is ItemReply => reply.type === "item");
  if (items.length === 0) return replies;
  const packed = new Float64Array(TOKEN * items.length);
  for (const [index, { job, item }] of items.entries()) {
    packed[TOKEN * index] = job;
    packed[TOKEN * index + 1] = item.id;
    packed[TOKEN * index + 2] = item.logprob;
  }
  return [{ type: "items", packed }, ...replies.filter(({ type }) => type !== "item")];
}

export function unpackItems(packed: Float64Array): ItemReply[] {
  const items: ItemReply[] = [];
  for (let at = 0; at < packed.length; at += TOKEN) {
    items.push({ type: "item", job: packed[at]!, item: { id: packed[at + 1]!, logprob: packed[at + 2]! } });
  }
  return items;
}

export function packScores(scores: readonly TokenScore[]): Float64Array {
  const packed = new Float64Array(SCORE * scores.length);
  for (const [index, score] of scores.entries()) {
    packed[SCORE * index] = score.logprob;
    packed[SCORE * index + 1] = score.rank;
    packed[SCORE * index + 2] = score.topLogprob;
    packed[SCORE * index + 3] = score.expectedLogprob;
    packed[SCORE * index + 4] = score.samplingGap;
  }
  return packed;
}

export function unpackScores(packed: Float64Array): TokenScore[] {
  const scores: TokenScore[] = [];
  for (let at = 0; at < packed.length; at += SCORE) {
    scores.push({
      logprob: packed[at]!,
      rank: packed[at + 1]!,
      topLogprob: packed[at + 2]!,
      expectedLogprob: packed[at + 3]!,
      samplingGap: packed[at + 4]!,
    });
  }
  return scores;
}
