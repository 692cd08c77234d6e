import type { Decision, ServiceImplementation } from "@taostack/protocol";
import type { Metrics } from "@taostack/telemetry";

type Handler = ServiceImplementation["handlers"][string];

/** Measures each answer of a service, streamed or in one piece: how many, how they ended, how soon they began and how long they took. */
export function measureAnswers(implementation: ServiceImplementation, metrics: Metrics): ServiceImplementation {
  const answers = metrics.counter({ name: "answers_total", help: "Answers by how they ended", labels: ["outcome"] });
  const first = metrics.histogram({ name: "first_token_seconds", help: "From the request to its first token" });
  const whole = metrics.histogram({ name: "answer_seconds", help: "From the request to the end of its answer" });
  let active = 0;
  metrics.gauge({ name: "answers_active", help: "Answers in progress" }).setBy(() => active);

  /** Counts one answer: gives what hears of its begin and what hears of its end. */
  const begin = () => {
    const startedAt = performance.now();
    const elapsed = () => (performance.now() - startedAt) / 1_000;
    active += 1;
    return {
      begun: () => first.observe(elapsed()),
      // A caller that goes away ends the generator without an error.
      over: (outcome: "complete" | "cancelled" | "failed") => {
        active -= 1;
        answers.inc({ outcome });
        if (outcome === "complete") whole.observe(elapsed());
      },
    };
  };
  const endOf = (signal: AbortSignal) => (signal.aborted ? "cancelled" : "failed");

  const measuredStream = (handler: Handler): Handler =>
    async function* (request, context) {
      const answer = begin();
      let hasBegun = false;
      let outcome: "complete" | "cancelled" | "failed" = "cancelled";
      try {
        for await (const chunk of handler(request, context) as AsyncIterable<unknown>) {
          if (!hasBegun) answer.begun();
          hasBegun = true;
          yield chunk;
        }
        outcome = "complete";
      } catch (error) {
        outcome = endOf(context.signal);
        throw error;
      } finally {
        answer.over(outcome);
      }
    };

  const measuredCall =
    (handler: Handler): Handler =>
    async (request, context) => {
      const answer = begin();
      try {
        const response = await (handler(request, context) as Promise<unknown>);
        answer.begun();
        answer.over("complete");
        return response;
      } catch (error) {
        answer.over(endOf(context.signal));
        throw error;
      }
    };

  const { methods } = implementation.service;
  const handlers = Object.entries(implementation.handlers).map(([name, handler]) => [
    name,
    methods[name]?.kind === "unary" ? measuredCall(handler) : measuredStream(handler),
  ]);
  return { ...implementation, handlers: Object.fromEntries(handlers) };
}

/** Counts what admission decided. */
export function measureAdmission(admit: (hotkey: string) => Decision, metrics: Metrics): (hotkey: string) => Decision {
  const calls = metrics.counter({
    name: "calls_total",
    help: "Calls and handshakes by what became of them at the door",
    labels: ["decision"],
  });
  return (hotkey) => {
    const decision = admit(hotkey);
    calls.inc({ decision });
    return decision;
  };
}
