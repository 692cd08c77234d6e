export { eventually } from "./eventually.js";
export { hasSecondLoopback, SECOND_LOOPBACK } from "./loopback.js";
export { type LogLine, RecordingLogger } from "./recording-logger.js";
