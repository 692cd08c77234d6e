import { webcrypto } from "node:crypto";
import type { TextCheck } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import type { Logger } from "@taostack/primitives";
import type { Metrics } from "@taostack/telemetry";
import type { Answer } from "./competition/answer.js";
import type { Judge, Verdict } from "./competition/judge.js";
import { createTextJudge } from "./competition/text-judge.js";
import { measureVerdicts } from "./metrics.js";
import type { KnownMiner } from "./miners/link.js";
import type { MinerPool } from "./miners/pool.js";
import type { Scoreboard } from "./scoreboard.js";

/** What challenges and users' requests have in common: whom to ask, how to judge, and where verdicts go. */
export interface Judging {
  readonly judge: Judge<TextCheck>;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** In [0, 1), from the system's secure source: miners must not foretell a challenge. */
  readonly random: () => number;
  readonly miners: () => readonly KnownMiner[];
  readonly standing: (hotkey: string) => number;
  readonly onVerdict: (answer: Answer, verdict: Verdict) => void;
  readonly logger: Logger;
}

export interface JudgingModules {
  readonly reference: TextModel;
  readonly pool: MinerPool;
  readonly scoreboard: Scoreboard;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export function createJudging({ reference, pool, scoreboard, metrics, logger }: JudgingModules): Judging {
  const measure = measureVerdicts(metrics);
  return {
    judge: createTextJudge(reference),
    now: () => performance.now(),
    random: secureRandom,
    miners: () => pool.all(),
    standing: (hotkey) => scoreboard.average(hotkey),
    onVerdict: (answer, verdict) => {
      const { hotkey } = answer.miner;
      scoreboard.record(hotkey, verdict.score, verdict.explanation);
      measure(answer, verdict);
      logger.debug("answer judged", { hotkey, ...verdict });
    },
    logger,
  };
}

const secureRandom = (): number => (webcrypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
