import { randomInt } from "node:crypto";
import type { Logger } from "@taostack/primitives";
import type { AnswerChunk, TextRequestInit } from "@taostack/protocol";
import type { GatewayMetrics } from "../metrics.js";
import { checkModel } from "../openai/check-model.js";
import type { ChatRequest } from "../openai/read-chat-request.js";
import type { ApiKey } from "../store/key-store.js";
import type { UsageStore } from "../store/usage-store.js";
import { openAnswer } from "../validators/open-answer.js";
import type { ValidatorEntry } from "../validators/validator-entry.js";
import type { Events } from "../view/create-events.js";
import type { RecentAnswers } from "../view/create-recent-answers.js";
import type { Limiter } from "./create-limiter.js";
import { createRecord } from "./create-record.js";
import { startDeadline } from "./start-deadline.js";
import { watchChunks } from "./watch-chunks.js";

export interface ChatOptions {
  readonly netuid: number;
  readonly models: readonly string[];
  readonly requestTimeoutMs: number;
  readonly firstTokenTimeoutMs: number;
  readonly maxAttempts: number;
}

export interface ChatModules {
  /** Validators in the order to ask them; looks for some on the chain first if it knows none. */
  readonly validators: () => Promise<readonly ValidatorEntry[]>;
  readonly limiter: Limiter;
  readonly usage: UsageStore;
  readonly recent: RecentAnswers;
  readonly events: Events;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
}

export interface ChatCall {
  readonly requestId: string;
  readonly key: ApiKey;
  readonly request: ChatRequest;
  /** Aborted when the client has gone or the gateway stops. */
  readonly signal: AbortSignal;
}

export interface ChatAnswer {
  readonly validatorHotkey: string;
  /** Read it to its end; what happens to it is recorded, also when the signal ends it unread. */
  readonly chunks: AsyncIterable<AnswerChunk>;
}

export interface Chat {
  /** Resolves at the first token. @throws every code of a request that `errors.ts` lists. */
  ask(call: ChatCall): Promise<ChatAnswer>;
  /** Resolves once all that has been recorded is in the database. */
  settled(): Promise<void>;
}

/** Takes a chat request from admission to the usage row. */
export function createChat(options: ChatOptions, modules: ChatModules): Chat {
  const writes = new Set<Promise<unknown>>();
  return {
    async ask({ requestId, key, request, signal: clientSignal }) {
      checkModel(request.model, options.models);
      const leave = modules.limiter.enter(key.id);
      const record = createRecord({ requestId, keyId: key.id, model: request.model }, modules, writes);
      const deadline = startDeadline(options.requestTimeoutMs);
      const signal = AbortSignal.any([clientSignal, deadline.signal]);
      const end = (error?: unknown) => {
        deadline.clear();
        leave();
        record.finish(error);
      };
      try {
        const onFailure = (hotkey: string, error: unknown) => {
          modules.metrics.validatorFailures.inc();
          modules.logger.warn("validator failed before its first token", { hotkey, requestId, error });
        };
        const limits = { ...options, signal, timeoutMs: options.requestTimeoutMs, onFailure };
        const answer = await openAnswer(await modules.validators(), toTextRequest(requestId, request), limits);
        record.begin(answer.validatorHotkey);
        return { validatorHotkey: answer.validatorHotkey, chunks: watchChunks(answer, record, signal, end) };
      } catch (error) {
        end(error);
        throw error;
      }
    },
    settled: async () => void (await Promise.allSettled(writes)),
  };
}

function toTextRequest(requestId: string, request: ChatRequest): TextRequestInit {
  const { model, messages, maxTokens, temperature, topP, stop } = request;
  const seed = request.seed ?? randomInt(2 ** 32);
  return { requestId, model, messages, sampling: { maxTokens, temperature, topP, seed, stop } };
}
