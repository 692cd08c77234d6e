import type { TextRequest } from "@taostack/protocol";
import type { MinerLink } from "../miners/link.js";
import { Answer } from "./answer.js";
import type { Judge, Verdict } from "./judge.js";
import { Pulse } from "./pulse.js";

export interface RoundOptions {
  /** For each miner's whole answer. */
  readonly timeoutMs: number;
}

export interface RoundModules<Check> {
  readonly judge: Judge<Check>;
  readonly now: () => number;
  readonly onVerdict: (hotkey: string, verdict: Verdict) => void;
}

export interface RoundResult {
  readonly asked: number;
  readonly answered: number;
}

/** Asks several miners the same challenge at once, waits for each within its time, and judges what came: nothing is worth 0. */
export async function runRound<Check>(
  request: TextRequest,
  check: Check | undefined,
  miners: readonly MinerLink[],
  { judge, now, onVerdict }: RoundModules<Check>,
  { timeoutMs }: RoundOptions,
  signal: AbortSignal,
): Promise<RoundResult> {
  const maxTokens = request.sampling?.maxTokens ?? 0;
  const answers = miners.map((miner) => new Answer(miner, request, { timeoutMs, maxTokens, pulse: new Pulse(), now }));
  const cancelAll = () => {
    for (const answer of answers) answer.cancel();
  };
  signal.addEventListener("abort", cancelAll, { once: true });
  try {
    await Promise.all(answers.map(({ done }) => done));
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener("abort", cancelAll);
  }
  for (const answer of answers) {
    const complete = answer.status === "complete";
    const verdict = complete
      ? await judge.judge(request, answer, { check, peers: answers })
      : { score: 0, explanation: answer.failure };
    onVerdict(answer.miner.hotkey, verdict);
  }
  return { asked: answers.length, answered: answers.filter(({ status }) => status === "complete").length };
}
