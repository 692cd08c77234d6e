import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Metrics } from "./create-metrics.js";

const RESOLUTION_MS = 20;

/**
 * Adds what every service has to watch. Event-loop delay is over the time since the last scrape; the sampler's own interval is
 * taken off, so that an idle loop reads near zero. Returns what stops the sampler.
 */
export function watchProcess(metrics: Pick<Metrics, "gauge">): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const loop = metrics.gauge({
    name: "event_loop_delay_seconds",
    help: "Event-loop delay since the last scrape",
    labels: ["quantile"],
  });
  const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3) || 0;
  loop.setBy(() => seconds(delay.percentile(50)), { quantile: "0.5" });
  loop.setBy(() => seconds(delay.percentile(99)), { quantile: "0.99" });
  loop.setBy(
    () => {
      const max = seconds(delay.max);
      delay.reset();
      return max;
    },
    { quantile: "1" },
  );
  metrics
    .gauge({ name: "resident_memory_bytes", help: "Resident set size of the process" })
    .setBy(() => process.memoryUsage.rss());
  metrics
    .gauge({ name: "heap_used_bytes", help: "JavaScript heap in use" })
    .setBy(() => process.memoryUsage().heapUsed);
  return () => void delay.disable();
}
