import type { NeuronChannel } from "@taostack/protocol";
import type { AskOptions, CallableMiner } from "../miners/link.js";
import type { AnswerStatus } from "./answer.js";
import { failureOf } from "./failure.js";

/** What became of one miner's call, where an answer comes in one message. */
export interface Reply<Answer> {
  readonly miner: CallableMiner;
  readonly status: AnswerStatus;
  readonly totalMs: number;
  /** Of a complete one. */
  readonly answer?: Answer;
  /** Why there is none, for people. */
  readonly failure: string;
  /** It failed, but not by its miner's fault. */
  readonly excused: boolean;
}

/** Makes a call and says how it ended; never rejects. What this side ended is nobody's fault. */
export async function callMiner<Answer>(
  miner: CallableMiner,
  work: (channel: NeuronChannel, left: AskOptions) => Promise<Answer>,
  options: AskOptions,
  now: () => number,
): Promise<Reply<Answer>> {
  const startedAt = now();
  const elapsed = () => now() - startedAt;
  try {
    const answer = await miner.call(work, options);
    return { miner, status: "complete", totalMs: elapsed(), answer, failure: "", excused: false };
  } catch (error) {
    const { status, reason, excused } = failureOf(error);
    return { miner, status, totalMs: elapsed(), failure: reason, excused: excused || options.signal.aborted };
  }
}
