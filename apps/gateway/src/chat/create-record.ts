import { isCodedError, type Logger } from "@taostack/primitives";
import type { AnswerChunk } from "@taostack/protocol";
import type { GatewayMetrics } from "../metrics.js";
import { finishReason } from "../openai/chat-response.js";
import type { UsageStore } from "../store/usage-store.js";
import type { Events } from "../view/create-events.js";
import type { RecentAnswer, RecentAnswers } from "../view/create-recent-answers.js";

export interface RecordModules {
  readonly usage: UsageStore;
  readonly recent: RecentAnswers;
  readonly events: Events;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
}

export interface AnswerRecord {
  /** The first token is there. */
  begin(validatorHotkey: string): void;
  /** The whole answer is there, in one message. */
  answeredBy(validatorHotkey: string): void;
  note(part: AnswerChunk): void;
  /** Call it once. With an error, its reason is the outcome. */
  finish(error?: unknown): void;
}

/** Follows one request and, when it ends, writes its usage row, its metrics and, if anyone answered, its place on the pages. */
export function createRecord(
  request: { readonly requestId: string; readonly keyId: string; readonly model: string },
  { usage, recent, events, metrics, logger }: RecordModules,
  writes: Set<Promise<unknown>>,
): AnswerRecord {
  const startedAt = performance.now();
  const at = Date.now();
  let validatorHotkey: string | undefined;
  let firstTokenMs: number | undefined;
  let tokens = 0;
  let last: AnswerChunk | undefined;

  const write = (outcome: string, totalMs: number): void => {
    const row = usage.record({
      request_id: request.requestId,
      key_id: request.keyId,
      model: request.model,
      created_at: at,
      prompt_tokens: last?.usage?.promptTokens ?? 0,
      completion_tokens: last?.usage?.completionTokens ?? tokens,
      first_token_ms: firstTokenMs ?? null,
      total_ms: totalMs,
      validator_hotkey: validatorHotkey ?? null,
      winner_hotkey: last?.provenance?.winnerHotkey ?? null,
      outcome,
    });
    const settled = row.catch((error: unknown) => logger.error("usage row lost", { ...request, error }));
    writes.add(settled);
    settled.finally(() => writes.delete(settled));
  };
  const publish = (hotkey: string, outcome: string, totalMs: number): void => {
    const answer: RecentAnswer = {
      requestId: request.requestId,
      at,
      model: request.model,
      validatorHotkey: hotkey,
      winnerHotkey: last?.provenance?.winnerHotkey,
      completionTokens: last?.usage?.completionTokens ?? tokens,
      firstTokenMs,
      totalMs,
      outcome,
      miners: last?.provenance?.miners ?? [],
    };
    recent.add(answer);
    events.publish({ type: "answer-finished", data: answer });
  };

  return {
    begin: (hotkey) => {
      validatorHotkey = hotkey;
      firstTokenMs = performance.now() - startedAt;
      metrics.firstTokenSeconds.observe(firstTokenMs / 1_000);
    },
    answeredBy: (hotkey) => {
      validatorHotkey = hotkey;
    },
    note: (part) => {
      tokens += part.tokens.length;
      if (part.finishReason !== "") last = part;
    },
    finish: (error) => {
      // Who leaves after the last chunk has had the whole answer.
      const outcome = last || error === undefined ? finishReason(last) : reasonOf(error);
      const totalMs = performance.now() - startedAt;
      metrics.answers.inc({ outcome });
      metrics.answerSeconds.observe(totalMs / 1_000);
      metrics.completionTokens.add(last?.usage?.completionTokens ?? tokens);
      metrics.promptTokens.add(last?.usage?.promptTokens ?? 0);
      logger.info("answer finished", { ...request, validatorHotkey, outcome, totalMs: Math.round(totalMs) });
      write(outcome, totalMs);
      if (validatorHotkey !== undefined) publish(validatorHotkey, outcome, totalMs);
    },
  };
}

/** From a fixed set: it is a label of a metric. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === "ClientGone") return "client_closed";
  if (isCodedError(error) && error.code.startsWith("gateway/")) return error.code.slice("gateway/".length);
  return "internal_error";
}
