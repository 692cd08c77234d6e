import { isCodedError } from "@taostack/primitives";
import { isProtocolError } from "@taostack/protocol";
import { gatewayError } from "../errors.js";

export const isTimeout = (error: unknown): boolean =>
  isCodedError(error, "gateway/timeout") || isCodedError(error, "protocol/deadline_exceeded");

export const timeoutError = (timeoutMs: number) =>
  gatewayError({ code: "gateway/timeout", timeoutMs }, `No answer began within ${timeoutMs / 1_000} s.`, {
    remedy: "Try again, or ask for fewer tokens.",
  });

export const interrupted = (cause?: unknown) =>
  gatewayError({ code: "gateway/answer_interrupted" }, "The validator stopped in the middle of the answer.", {
    remedy: "Ask again; another validator may take it.",
    cause,
  });

export const refusedByValidator = (cause: Error) =>
  gatewayError(
    { code: "gateway/invalid_request", param: null },
    `The validator refused the request: ${cause.message.slice(0, 300)}`,
    {
      remedy: "Change what it names.",
      cause,
    },
  );

/** Why nobody answered: all busy, all too slow, or simply nobody there. */
export function noAnswer(failures: readonly unknown[], netuid: number, firstTokenTimeoutMs: number) {
  if (failures.length > 0 && failures.every((error) => isCodedError(error, "protocol/resource_exhausted"))) {
    return gatewayError({ code: "gateway/overloaded" }, "Every validator is busy.", {
      remedy: "Try again in a moment.",
      cause: failures[0],
    });
  }
  if (failures.length > 0 && failures.every(isTimeout)) return timeoutError(firstTokenTimeoutMs);
  if (failures.length > 0 && failures.every(saysNoMiner)) {
    return gatewayError({ code: "gateway/no_miner", netuid }, `No miner of subnet ${netuid} has given an answer.`, {
      remedy: "Try again in some seconds; if it stays, look at what the subnet's miners and validators log.",
      cause: failures[0],
    });
  }
  const why = failures.length === 0 ? "none is announced on the chain" : `${failures.length} tried and failed`;
  return gatewayError(
    { code: "gateway/no_validator", netuid, tried: failures.length },
    `No validator of subnet ${netuid} can be reached: ${why}.`,
    { remedy: "Try again in some seconds; if it stays, start a validator that has a permit.", cause: failures[0] },
  );
}

/** The validator is there and says so itself: it is not a connection that failed. */
const saysNoMiner = (error: unknown): boolean =>
  isProtocolError(error, "protocol/unavailable") && error.data.verified === true;

/** The request was wrong, or the validator is busy: it is as well as before. */
export const saysNothingOfHealth = (error: unknown): boolean =>
  isCodedError(error, "protocol/invalid_argument") || isCodedError(error, "protocol/resource_exhausted");
