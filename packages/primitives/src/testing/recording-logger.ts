import type { LogFields, Logger } from "../logger.js";

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** Keeps what is logged. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  debug = (message: string, fields?: LogFields): void => this.#keep("debug", message, fields);
  info = (message: string, fields?: LogFields): void => this.#keep("info", message, fields);
  warn = (message: string, fields?: LogFields): void => this.#keep("warn", message, fields);
  error = (message: string, fields?: LogFields): void => this.#keep("error", message, fields);
  child = (): Logger => this;

  count(message: string): number {
    return this.lines.filter((line) => line.message === message).length;
  }

  #keep(level: string, message: string, fields: LogFields | undefined): void {
    this.lines.push({ level, message, fields });
  }
}
