import type { OptionTable } from "@taostack/primitives";
import { logLevels } from "./create-logger.js";

/** The options of every service that logs and can be measured. */
export const telemetryOptions = {
  logLevel: {
    kind: "string",
    default: "info",
    choices: logLevels,
    env: "TAO_LOG_LEVEL",
    help: "least level that is logged",
  },
  metricsPort: {
    kind: "port",
    optional: true,
    env: "TAO_METRICS_PORT",
    help: "serve /metrics, /healthz and /readyz here; 0 takes a free port",
  },
  metricsHost: { kind: "string", default: "127.0.0.1", env: "TAO_METRICS_HOST", help: "address of the metrics port" },
} as const satisfies OptionTable;
