import type { ServiceHandlers, ValidatorService } from "@taostack/protocol";
import type { ValidatorConfig } from "./options.js";
import type { UnaryDeskOptions } from "./organic-unary.js";

/** How busy is what answers users. */
export interface Desk {
  /** Requests in progress. */
  readonly active: number;
  /** Requests that were accepted since the start. */
  readonly served: number;
}

/** The part of the validator's service that answers users, by the one market that the validator is of. */
export type DeskHandlers = Partial<
  Pick<ServiceHandlers<typeof ValidatorService>, "generate" | "translate" | "recognise" | "predict">
>;

export const unaryDeskOptions = (config: ValidatorConfig): UnaryDeskOptions => ({
  miners: config.organicMiners,
  maxConcurrent: config.maxOrganic,
  timeoutMs: config.answerTimeoutMs,
  waitMs: 250,
  doubtWaitMs: config.stallMs,
});
