import { isCodedError } from "@taostack/primitives";
import type { Provenance } from "@taostack/protocol";
import { untilAborted } from "../until-aborted.js";
import {
  interrupted,
  noAnswer,
  refusedByValidator,
  saysNothingOfHealth,
  timeoutError,
} from "../validators/answer-errors.js";
import { boundProvenance } from "../validators/bound-provenance.js";
import type { AskOptions } from "../validators/open-answer.js";
import type { CallLimits, ValidatorChannel } from "../validators/validator-channel.js";
import type { ValidatorEntry } from "../validators/validator-entry.js";

/** A validator's answer in one message, as it comes over the wire. */
export interface WireResult<Answer> {
  readonly answer?: Answer | undefined;
  readonly provenance?: Provenance | undefined;
}

/** Asks one validator by its channel. */
export type Send<Answer> = (channel: ValidatorChannel, limits: CallLimits) => Promise<WireResult<Answer>>;

export interface ValidatorAnswer<Answer> {
  readonly validatorHotkey: string;
  readonly answer: Answer;
  readonly provenance: Provenance | undefined;
}

/**
 * Asks validators one after another until one answers, each for as long as one may take to begin.
 * @throws The reason of `signal`; `gateway/invalid_request` if a validator refuses the request itself; `gateway/overloaded`,
 * `gateway/timeout` or `gateway/no_validator` when none answers.
 */
export async function askValidators<Answer>(
  entries: readonly ValidatorEntry[],
  send: Send<Answer>,
  options: AskOptions,
): Promise<ValidatorAnswer<Answer>> {
  const failures: unknown[] = [];
  for (const entry of entries.slice(0, options.maxAttempts)) {
    const { hotkey } = entry.target;
    try {
      const { answer, provenance } = await askOne(entry, send, options);
      if (answer === undefined) throw interrupted();
      return { validatorHotkey: hotkey, answer, provenance: provenance && boundProvenance(provenance) };
    } catch (error) {
      options.signal.throwIfAborted();
      if (isCodedError(error, "protocol/invalid_argument")) throw refusedByValidator(error);
      options.onFailure?.(hotkey, error);
      failures.push(error);
    }
  }
  throw noAnswer(failures, options.netuid, options.firstTokenTimeoutMs);
}

async function askOne<Answer>(
  entry: ValidatorEntry,
  send: Send<Answer>,
  { signal: caller, firstTokenTimeoutMs, timeoutMs }: AskOptions,
): Promise<WireResult<Answer>> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(timeoutError(firstTokenTimeoutMs)), firstTokenTimeoutMs);
  const signal = AbortSignal.any([caller, giveUp.signal]);
  entry.begin();
  try {
    const channel = await untilAborted(entry.channel(), signal);
    const result = await untilAborted(send(channel, { signal, timeoutMs }), signal);
    entry.succeeded();
    return result;
  } catch (error) {
    if (!caller.aborted && !saysNothingOfHealth(error)) entry.failed();
    throw error;
  } finally {
    clearTimeout(timer);
    entry.end();
  }
}
