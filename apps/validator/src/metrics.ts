import type { MetagraphWatch } from "@taostack/chain";
import type { Metrics } from "@taostack/telemetry";
import type { ChallengeLoop } from "./challenge-loop.js";
import type { MinerPool } from "./miners/pool.js";
import type { OrganicDesk } from "./organic.js";
import type { WeightSetter } from "./weights/weight-setter.js";

export interface MetricSources {
  readonly metagraph: MetagraphWatch;
  readonly pool: MinerPool;
  readonly loop: ChallengeLoop;
  readonly desk: OrganicDesk;
  readonly setter: WeightSetter;
}

export function registerMetrics(metrics: Metrics, { metagraph, pool, loop, desk, setter }: MetricSources): void {
  const gauge = (name: string, help: string, read: () => number) => metrics.gauge({ name, help }).setBy(read);
  gauge("chain_block", "Number of the newest block heard of", () => metagraph.block);
  gauge("weights_block", "Block in which weights last landed, since the start", () => setter.lastWeightsBlock);
  gauge("miners_known", "Miners that serve", () => pool.all().length);
  gauge(
    "miners_reachable",
    "Miners whose last connection did not fail",
    () => pool.all().filter((m) => m.reachable).length,
  );
  gauge("challenge_rounds", "Rounds of challenges since the start", () => loop.rounds);
  gauge("organic_requests", "Users' requests accepted since the start", () => desk.served);
}
