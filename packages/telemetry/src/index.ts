export * from "./createLogger.js";
export * from "./createMetrics.js";
export * from "./health.js";
export * from "./logValue.js";
export * from "./startMetricsServer.js";
export * from "./startTelemetry.js";
export * from "./telemetryOptions.js";
