import type { MetagraphWatch } from "@taostack/chain";
import type { Metrics } from "@taostack/telemetry";
import type { ChallengeLoop } from "./challenge-loop.js";
import type { JudgedAnswer, Verdict } from "./competition/judge.js";
import type { Desk } from "./desk.js";
import type { Memory } from "./memory.js";
import type { MinerPool } from "./miners/pool.js";

export interface MetricSources {
  readonly metagraph: MetagraphWatch;
  readonly pool: MinerPool;
  readonly loop: ChallengeLoop;
  /** Where the market has one. */
  readonly desk: Desk | undefined;
  readonly memory: Memory;
}

export function registerMetrics(metrics: Metrics, { metagraph, pool, loop, desk, memory }: MetricSources): void {
  const gauge = (name: string, help: string, read: () => number) => metrics.gauge({ name, help }).setBy(read);
  gauge("chain_block", "Number of the newest block heard of", () => metagraph.block);
  gauge("weights_block", "Block in which weights last landed", () => memory.lastWeights?.block ?? 0);
  gauge("commits_pending", "Commits of weights that wait for their reveal", () => memory.commits.length);
  gauge("miners_known", "Miners that serve", () => pool.all().length);
  gauge(
    "miners_reachable",
    "Miners whose last connection did not fail",
    () => pool.all().filter((m) => m.reachable).length,
  );
  gauge("challenge_rounds", "Rounds of challenges since the start", () => loop.rounds);
  gauge("organic_requests", "Users' requests accepted since the start", () => desk?.served ?? 0);
  gauge("organic_active", "Users' requests in progress", () => desk?.active ?? 0);
}

/** Scores crowd at both ends: nothing for what is wrong, nearly all for what the reference model would say. */
const SCORE_BUCKETS = [0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** What all miners' answers are like, together: labels by hotkey would grow with the subnet. */
export function measureVerdicts(metrics: Metrics): (answer: JudgedAnswer, verdict: Verdict) => void {
  const answers = metrics.counter({ name: "answers_total", help: "Miners' answers judged", labels: ["status"] });
  const score = metrics.histogram({ name: "answer_score_ratio", help: "Scores, 0 to 1", buckets: SCORE_BUCKETS });
  const first = metrics.histogram({ name: "first_token_seconds", help: "From asking a miner to its first token" });
  const whole = metrics.histogram({ name: "answer_seconds", help: "From asking a miner to the end of its answer" });
  return ({ status, firstTokenMs, totalMs }, verdict) => {
    answers.inc({ status });
    score.observe(verdict.score);
    if (firstTokenMs !== undefined) first.observe(firstTokenMs / 1_000);
    if (status === "complete" && totalMs !== undefined) whole.observe(totalMs / 1_000);
  };
}
