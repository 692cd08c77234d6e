import type { SamplingSettings, TokenScore } from "../text-model.js";

/** What crosses between the model's thread and its owner. Plain data only; `job` tells calls apart. */
export interface EngineOptions {
  readonly modelPath: string;
  readonly threads: number;
  readonly executionProviders: readonly string[];
}

export interface GenerateJob {
  readonly prompt: readonly number[];
  /** Position in the answer of the first token drawn: how many tokens of the answer the prompt already ends with. */
  readonly firstPosition: number;
  readonly maxNewTokens: number;
  readonly sampling: SamplingSettings;
  readonly endTokens: readonly number[];
}

export interface ScoreJob {
  readonly prompt: readonly number[];
  readonly firstPosition: number;
  readonly tokens: readonly number[];
  readonly sampling: SamplingSettings;
}

export type EngineRequest =
  | { readonly type: "generate"; readonly job: number; readonly input: GenerateJob }
  | { readonly type: "score"; readonly job: number; readonly input: ScoreJob }
  | { readonly type: "abort"; readonly job: number }
  | { readonly type: "close" };

export type EngineReply =
  | { readonly type: "ready"; readonly vocabularySize: number }
  | { readonly type: "token"; readonly job: number; readonly id: number; readonly logprob: number }
  | { readonly type: "generated"; readonly job: number; readonly finishReason: "stop" | "length" }
  | { readonly type: "scored"; readonly job: number; readonly scores: TokenScore[] }
  | { readonly type: "failed"; readonly job?: number; readonly reason: string };
