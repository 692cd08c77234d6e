import type { Decision, ServiceImplementation } from "@taostack/protocol";
import type { Metrics } from "@taostack/telemetry";

type Handler = ServiceImplementation["handlers"][string];

/** Measures each streamed answer of a service: how many, how they ended, how soon they began and how long they took. */
export function measureAnswers(implementation: ServiceImplementation, metrics: Metrics): ServiceImplementation {
  const answers = metrics.counter({ name: "answers_total", help: "Answers by how they ended", labels: ["outcome"] });
  const first = metrics.histogram({ name: "first_token_seconds", help: "From the request to its first token" });
  const whole = metrics.histogram({ name: "answer_seconds", help: "From the request to the end of its answer" });
  let active = 0;
  metrics.gauge({ name: "answers_active", help: "Answers in progress" }).setBy(() => active);

  const measured = (handler: Handler): Handler =>
    async function* (request, context) {
      const startedAt = performance.now();
      const elapsed = () => (performance.now() - startedAt) / 1_000;
      let begun = false;
      // A caller that goes away ends the generator without an error.
      let outcome: "complete" | "cancelled" | "failed" = "cancelled";
      active += 1;
      try {
        for await (const chunk of handler(request, context) as AsyncIterable<unknown>) {
          if (!begun) first.observe(elapsed());
          begun = true;
          yield chunk;
        }
        outcome = "complete";
      } catch (error) {
        if (!context.signal.aborted) outcome = "failed";
        throw error;
      } finally {
        active -= 1;
        answers.inc({ outcome });
        if (outcome === "complete") whole.observe(elapsed());
      }
    };
  const handlers = Object.entries(implementation.handlers).map(([name, handler]) => [name, measured(handler)]);
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
