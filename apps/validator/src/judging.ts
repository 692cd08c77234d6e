import { webcrypto } from "node:crypto";
import type { Logger } from "@taostack/primitives";
import type { Metrics } from "@taostack/telemetry";
import type { JudgedAnswer, Verdict } from "./competition/judge.js";
import { measureVerdicts } from "./metrics.js";
import type { CallableMiner } from "./miners/link.js";
import type { MinerPool } from "./miners/pool.js";
import type { Scoreboard } from "./scoreboard.js";

/** What challenges and users' requests have in common, in every market: whom to ask, and where verdicts go. */
export interface Judging {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** In [0, 1), from the system's secure source: miners must not foretell a challenge. */
  readonly random: () => number;
  readonly miners: () => readonly CallableMiner[];
  readonly standing: (hotkey: string) => number;
  readonly onVerdict: (answer: JudgedAnswer, verdict: Verdict) => void;
  readonly logger: Logger;
}

export interface JudgingModules {
  readonly pool: MinerPool;
  readonly scoreboard: Scoreboard;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export function createJudging({ pool, scoreboard, metrics, logger }: JudgingModules): Judging {
  const measure = measureVerdicts(metrics);
  return {
    now: () => performance.now(),
    random: secureRandom,
    miners: () => pool.all(),
    standing: (hotkey) => scoreboard.average(hotkey),
    onVerdict: (answer, verdict) => {
      const { hotkey } = answer.miner;
      scoreboard.record(hotkey, verdict.score, verdict.explanation, verdict.weight);
      measure(answer, verdict);
      logger.debug("answer judged", { hotkey, ...verdict });
    },
    logger,
  };
}

const secureRandom = (): number => (webcrypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
