import { isCodedError } from "@taostack/primitives";
import type { AnswerChunk, TextRequestInit } from "@taostack/protocol";
import { untilAborted } from "../untilAborted.js";
import { interrupted, isTimeout, noAnswer, refusedByValidator, timeoutError } from "./answerErrors.js";
import type { ValidatorEntry } from "./ValidatorEntry.js";
import type { CallLimits, ValidatorChannel } from "./validatorChannel.js";

export interface AskOptions extends CallLimits {
  /** How long one validator may take to connect and send its first token before the next one is asked. */
  readonly firstTokenTimeoutMs: number;
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
    try {
      return await beginAnswer(entry, request, options);
    } catch (error) {
      options.signal.throwIfAborted();
      if (isCodedError(error, "protocol/invalid_argument")) throw refusedByValidator(error);
      options.onFailure?.(entry.target.hotkey, error);
      failures.push(error);
    }
  }
  throw noAnswer(failures, options.netuid, options.firstTokenTimeoutMs);
}

async function beginAnswer(entry: ValidatorEntry, request: TextRequestInit, options: AskOptions): Promise<OpenAnswer> {
  const attempt = new AbortController();
  const expire = () => attempt.abort(timeoutError(options.firstTokenTimeoutMs));
  const timer = setTimeout(expire, options.firstTokenTimeoutMs);
  const signal = AbortSignal.any([options.signal, attempt.signal]);
  entry.begin();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    entry.end();
    attempt.abort();
  };
  try {
    const channel = await untilAborted(entry.channel(), signal);
    const chunks = generate(channel, request, { signal, timeoutMs: options.timeoutMs });
    const head = await readHead(chunks, signal);
    clearTimeout(timer);
    return { validatorHotkey: entry.target.hotkey, chunks: follow(entry, head, chunks, options.signal, close), close };
  } catch (error) {
    clearTimeout(timer);
    if (!options.signal.aborted && !isCodedError(error, "protocol/invalid_argument")) entry.failed();
    close();
    throw attempt.signal.aborted && !options.signal.aborted && isTimeout(attempt.signal.reason)
      ? attempt.signal.reason
      : error;
  }
}

const generate = (
  channel: ValidatorChannel,
  request: TextRequestInit,
  limits: CallLimits,
): AsyncIterator<AnswerChunk> => channel.generate(request, limits)[Symbol.asyncIterator]();

/** The chunks up to the first that has a token, or that ends the answer. */
async function readHead(chunks: AsyncIterator<AnswerChunk>, signal: AbortSignal): Promise<AnswerChunk[]> {
  const head: AnswerChunk[] = [];
  for (;;) {
    const { done, value } = await untilAborted(chunks.next(), signal);
    if (done) throw interrupted();
    head.push(value);
    if (value.tokens.length > 0 || value.finishReason !== "") return head;
  }
}

async function* follow(
  entry: ValidatorEntry,
  head: readonly AnswerChunk[],
  rest: AsyncIterator<AnswerChunk>,
  signal: AbortSignal,
  close: () => void,
): AsyncGenerator<AnswerChunk> {
  try {
    yield* head;
    let finished = head.some((chunk) => chunk.finishReason !== "");
    while (!finished) {
      const { done, value } = await untilAborted(rest.next(), signal);
      if (done) throw interrupted();
      finished = value.finishReason !== "";
      yield value;
    }
    entry.succeeded();
  } catch (error) {
    signal.throwIfAborted();
    entry.failed();
    throw isCodedError(error, "gateway/answer_interrupted") ? error : interrupted(error);
  } finally {
    close();
  }
}
