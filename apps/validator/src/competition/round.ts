import type { TextRequest } from "@taostack/protocol";
import type { MinerLink } from "../miners/link.js";
import { Answer } from "./answer.js";
import { Pulse } from "./pulse.js";
import { giveVerdict, type VerdictModules } from "./verdict.js";

export interface RoundOptions {
  /** For each miner's whole answer. */
  readonly timeoutMs: number;
}

export interface RoundModules<Check> extends VerdictModules<Check> {
  readonly now: () => number;
}

export interface RoundResult {
  readonly asked: number;
  readonly answered: number;
  readonly judged: number;
}

/**
 * Asks several miners the same challenge at once, waits for each within its time, and judges what came, one answer after the other:
 * users' requests need the reference model too.
 */
export async function runRound<Check>(
  request: TextRequest,
  check: Check | undefined,
  miners: readonly MinerLink[],
  modules: RoundModules<Check>,
  { timeoutMs }: RoundOptions,
  signal: AbortSignal,
): Promise<RoundResult> {
  signal.throwIfAborted();
  const pulse = new Pulse();
  const answers = miners.map((miner) => new Answer(miner, request, { timeoutMs, pulse, now: modules.now }));
  const cancelAll = () => {
    for (const answer of answers) answer.cancel();
  };
  signal.addEventListener("abort", cancelAll, { once: true });
  try {
    await Promise.all(answers.map(({ done }) => done));
  } finally {
    signal.removeEventListener("abort", cancelAll);
  }
  let judged = 0;
  for (const answer of answers) {
    signal.throwIfAborted();
    if (await giveVerdict(request, answer, { check, peers: answers }, modules)) judged += 1;
  }
  const answered = answers.filter(({ status }) => status === "complete").length;
  return { asked: answers.length, answered, judged };
}
