import type { CounterMetric, HistogramMetric, Metrics } from "@taostack/telemetry";

/** Labels are from small fixed sets: outcomes and error reasons; never keys, hotkeys or models that clients name. */
export interface GatewayMetrics {
  readonly answers: CounterMetric<"outcome">;
  readonly promptTokens: CounterMetric<never>;
  readonly completionTokens: CounterMetric<never>;
  readonly firstTokenSeconds: HistogramMetric<never>;
  readonly answerSeconds: HistogramMetric<never>;
  readonly validatorFailures: CounterMetric<never>;
}

export interface GatewayReadings {
  readonly inFlight: () => number;
  readonly healthyValidators: () => number;
  readonly knownValidators: () => number;
  readonly eventListeners: () => number;
  readonly block: () => number;
}

export function createGatewayMetrics(metrics: Metrics, readings: GatewayReadings): GatewayMetrics {
  const gauge = (name: string, help: string, read: () => number) => metrics.gauge({ name, help }).setBy(read);
  gauge("requests_in_flight", "Requests being answered", readings.inFlight);
  gauge("validators_healthy", "Validators that answered when last asked", readings.healthyValidators);
  gauge("validators_known", "Validators with a permit and an axon", readings.knownValidators);
  gauge("event_listeners", "Pages that follow /api/events", readings.eventListeners);
  gauge("chain_block", "Newest block seen", readings.block);
  return {
    answers: metrics.counter({ name: "answers_total", help: "Requests by how they ended", labels: ["outcome"] }),
    promptTokens: metrics.counter({ name: "prompt_tokens_total", help: "Tokens read" }),
    completionTokens: metrics.counter({ name: "completion_tokens_total", help: "Tokens written" }),
    firstTokenSeconds: metrics.histogram({ name: "first_token_seconds", help: "From the request to the first token" }),
    answerSeconds: metrics.histogram({ name: "answer_seconds", help: "From the request to the end of the answer" }),
    validatorFailures: metrics.counter({
      name: "validator_failures_total",
      help: "Validators that failed before their first token",
    }),
  };
}
