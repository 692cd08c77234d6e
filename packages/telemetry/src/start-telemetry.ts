import { type Logger, type Resolved, type Running, startWith } from "@taostack/primitives";
import { createLogger, type LogLevel } from "./create-logger.js";
import { createMetrics, type Metrics } from "./create-metrics.js";
import type { Health } from "./health.js";
import { startMetricsServer } from "./start-metrics-server.js";
import type { telemetryOptions } from "./telemetry-options.js";

export interface TelemetryModules {
  /** Instead of one made from the options. */
  readonly logger?: Logger | undefined;
  readonly health?: Health;
}

export interface Telemetry extends Running {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Logger and metrics of one service, and the port that serves them if the options name one.
 * @param name - `miner`: on each log line, and in each metric (`taostack_miner_…`).
 * @throws `telemetry/port_in_use`.
 */
export function startTelemetry(
  name: string,
  options: Resolved<typeof telemetryOptions>,
  modules: TelemetryModules = {},
): Promise<Telemetry> {
  return startWith(async (onClose, stop) => {
    const logger = modules.logger ?? createLogger({ name, level: options.logLevel as LogLevel });
    const metrics = createMetrics({ prefix: `taostack_${name}_` });
    onClose(() => metrics.stop());
    const { metricsPort: port, metricsHost: host } = options;
    if (port !== undefined) {
      const health = modules.health === undefined ? {} : { health: modules.health };
      const server = await startMetricsServer({ port, host, metrics, logger, ...health });
      onClose(() => server.stop());
    }
    return { logger, metrics, stop };
  });
}
