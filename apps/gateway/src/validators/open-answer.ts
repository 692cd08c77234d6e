import { isCodedError } from "@taostack/primitives";
import type { AnswerChunk, TextRequestInit } from "@taostack/protocol";
import { noAnswer, refusedByValidator } from "./answer-errors.js";
import { Attempt, type AttemptLimits } from "./attempt.js";
import type { ValidatorEntry } from "./validator-entry.js";

export interface AskOptions extends AttemptLimits {
  readonly maxAttempts: number;
  readonly netuid: number;
  /** Told of each validator that failed before its first token. */
  readonly onFailure?: (hotkey: string, error: unknown) => void;
}

export interface OpenAnswer {
  readonly validatorHotkey: string;
  /** The whole answer from its first token; ends with a chunk that has a finish reason, or throws. */
  readonly chunks: AsyncIterable<AnswerChunk>;
  /** Gives the answer up if it has not ended. Call it in any case, also when `chunks` was never read. */
  close(): void;
}

/**
 * Asks validators one after another until one begins to answer. After that first token there is no other: half an answer cannot
 * be taken back.
 * @throws The reason of `signal`; `gateway/invalid_request` if a validator refuses the request itself; `gateway/overloaded`,
 * `gateway/timeout` or `gateway/no_validator` when none answers.
 */
export async function openAnswer(
  entries: readonly ValidatorEntry[],
  request: TextRequestInit,
  options: AskOptions,
): Promise<OpenAnswer> {
  const failures: unknown[] = [];
  for (const entry of entries.slice(0, options.maxAttempts)) {
    const { hotkey } = entry.target;
    const attempt = new Attempt(entry, options);
    try {
      const head = await attempt.begin(request);
      return { validatorHotkey: hotkey, chunks: attempt.follow(head), close: () => attempt.close() };
    } catch (error) {
      options.signal.throwIfAborted();
      if (isCodedError(error, "protocol/invalid_argument")) throw refusedByValidator(error);
      options.onFailure?.(hotkey, error);
      failures.push(error);
    }
  }
  throw noAnswer(failures, options.netuid, options.firstTokenTimeoutMs);
}
