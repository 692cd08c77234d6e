import { isCodedError } from "@taostack/primitives";
import { isProtocolError, type ProtocolErrorCode } from "@taostack/protocol";

/** How an answer broke off, in this validator's words: a miner's own would reach other people's screens. */
export interface Failure {
  readonly status: "failed" | "timed_out";
  readonly reason: string;
  /** True if the miner could not help it: nothing is held against it. */
  readonly excused: boolean;
}

const reasons: Partial<Record<ProtocolErrorCode, string>> = {
  "protocol/deadline_exceeded": "It did not finish in time.",
  "protocol/unavailable": "It could not be reached, or broke off.",
  "protocol/resource_exhausted": "It refused: too busy.",
  "protocol/permission_denied": "It refused: this validator may not ask it.",
  "protocol/unauthenticated": "It did not prove that it holds its hotkey.",
  "protocol/invalid_argument": "It refused a request that is in order, or sent what is no answer.",
  "protocol/data_loss": "What came is not what it signed.",
};

const TOO_LARGE = "Its answer is larger than the market allows, or the request larger than it takes.";

/**
 * Whose fault a failure is. A miner answers for everything from its address on: for not being there, for refusing, for sending
 * nonsense. It does not answer for what this validator ended or could not do.
 */
export function failureOf(error: unknown): Failure {
  if (isCodedError(error, "validator/miner_excused")) return failed(error.message, true);
  if (isCodedError(error, "deadline/exceeded"))
    return { ...failed("It was not reached in time."), status: "timed_out" };
  if (!isProtocolError(error)) return failed("This validator failed while it asked.", true);
  const { code, verified } = error.data;
  const reason = error.data.reason === "too_large" ? TOO_LARGE : (reasons[code] ?? "It failed.");
  if (code === "protocol/cancelled") return failed("The call was cancelled.", !verified);
  return { ...failed(reason), status: code === "protocol/deadline_exceeded" ? "timed_out" : "failed" };
}

const failed = (reason: string, excused = false): Failure => ({ status: "failed", reason, excused });
