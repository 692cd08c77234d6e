import { isCodedError, type Logger } from "@taostack/primitives";
import type { TextRequest } from "@taostack/protocol";
import type { Answer } from "./answer.js";
import type { Judge, JudgeContext, Verdict } from "./judge.js";

export interface VerdictModules<Check> {
  readonly judge: Judge<Check>;
  /** Hears what an answer was worth. Answers that were cut short or could not be judged are not reported. */
  readonly onVerdict: (answer: Answer, verdict: Verdict) => void;
  readonly logger: Logger;
}

/**
 * Judges an answer that is over and reports it: a complete one by the judge, a broken one as worth 0. `undefined` for what says nothing
 * about its miner: an answer that this side ended, failed to receive, or is too busy to judge.
 */
export async function giveVerdict<Check>(
  request: TextRequest,
  answer: Answer,
  context: JudgeContext<Check>,
  { judge, onVerdict, logger }: VerdictModules<Check>,
): Promise<Verdict | undefined> {
  if (answer.excused || answer.status === "running" || answer.status === "cancelled") return undefined;
  try {
    const complete = answer.status === "complete";
    const verdict = complete ? await judge.judge(request, answer, context) : { score: 0, explanation: answer.failure };
    onVerdict(answer, verdict);
    return verdict;
  } catch (error) {
    const code = isCodedError(error) ? error.code : undefined;
    logger.warn("an answer could not be judged", { hotkey: answer.miner.hotkey, code });
    logger.debug("the judge failed", { error });
    return undefined;
  }
}
