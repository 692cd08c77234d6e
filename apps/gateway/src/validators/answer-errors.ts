import { isCodedError } from "@taostack/primitives";
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
      remedy: "Shorten the conversation or change its parameters.",
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
  const why = failures.length === 0 ? "none is announced on the chain" : `${failures.length} tried and failed`;
  return gatewayError(
    { code: "gateway/no_validator", netuid, tried: failures.length },
    `No validator of subnet ${netuid} can be reached: ${why}.`,
    { remedy: "Try again in some seconds; if it stays, start a validator that has a permit.", cause: failures[0] },
  );
}
