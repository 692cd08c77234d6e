import type { LogFields, Logger } from "@taostack/primitives";
import { type DestinationStream, destination as openDestination, type Logger as PinoLogger, pino } from "pino";
import { createLineStream } from "./line-stream.js";
import { logFields } from "./log-value.js";

/**
 * What each level means:
 * - `debug`: what a developer follows step by step; the only level that may carry text from peers.
 * - `info`: what an operator wants in the record: started, stopped, weights set, registered.
 * - `warn`: wrong, and handled: a peer failed, a retry, a limit reached.
 * - `error`: a person should look: work was lost, or will be.
 * - `silent`: nothing.
 */
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";
export const logLevels = ["debug", "info", "warn", "error", "silent"] as const satisfies readonly LogLevel[];

export interface LoggerOptions {
  /** Lines below this level are dropped. Default `info`. */
  readonly level?: LogLevel;
  /** The service, on each line: `miner`, `gateway`. */
  readonly name: string;
  /** Where lines go, one `write` for each. Default: standard error, so that standard output stays a program's own. */
  readonly destination?: DestinationStream;
  /** Readable lines rather than JSON. Default: when the destination is standard error and that is a terminal. */
  readonly pretty?: boolean;
}

/** A logger that writes one line per entry, synchronously, with secrets replaced (see `logValue`). */
export function createLogger({ level = "info", name, destination, pretty }: LoggerOptions): Logger {
  const lines = pretty ?? (destination === undefined && process.stderr.isTTY === true);
  const target = destination ?? openDestination({ fd: 2, sync: true });
  const stream = lines ? createLineStream(target) : target;
  const options = { level, base: { name }, formatters: { level: (label: string) => ({ level: label }) } };
  return wrap(pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime }, stream));
}

function wrap(inner: PinoLogger): Logger {
  const at = (level: Exclude<LogLevel, "silent">) => (message: string, fields?: LogFields) => {
    if (!inner.isLevelEnabled(level)) return;
    inner[level](fields === undefined ? {} : logFields(fields), message);
  };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (fields) => wrap(inner.child(logFields(fields))),
  };
}
