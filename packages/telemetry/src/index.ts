export * from "./create-logger.js";
export * from "./create-metrics.js";
export * from "./health.js";
export * from "./log-value.js";
export * from "./start-metrics-server.js";
export * from "./start-telemetry.js";
export * from "./telemetry-options.js";
