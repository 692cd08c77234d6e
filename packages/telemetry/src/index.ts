export * from "./createLogger.js";
export * from "./createMetrics.js";
export * from "./health.js";
export * from "./logValue.js";
export * from "./startMetricsServer.js";
export * from "./telemetryOptions.js";
