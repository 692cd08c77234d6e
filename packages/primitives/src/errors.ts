/** What every coded error carries: a stable `package/reason` code, and the data that the reason needs. */
export interface ErrorData {
  readonly code: string;
}

export interface CodedErrorOptions {
  /** What the reader can do about it. A sentence of its own; shown after the message. */
  readonly remedy?: string;
  /** Kept for the log, never sent to a peer. */
  readonly cause?: unknown;
}

const marker = Symbol.for("@taostack/primitives.CodedError");

/**
 * An error with a stable code: `message` says what happened and why, `remedy` what to do.
 * Tests and callers compare `data.code`, never sentences.
 */
export class CodedError<D extends ErrorData = ErrorData> extends Error {
  override readonly name = "CodedError";
  readonly data: D;
  readonly remedy: string | undefined;

  constructor(data: D, message: string, options: CodedErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.data = data;
    this.remedy = options.remedy;
    Object.defineProperty(this, marker, { value: true });
  }

  get code(): D["code"] {
    return this.data.code;
  }
}

/** True for a coded error of any copy of this package; with `code`, only for that code. */
export function isCodedError<C extends string>(error: unknown, code?: C): error is CodedError<ErrorData & { code: C }> {
  return (
    error instanceof Error &&
    marker in error &&
    (code === undefined || (error as unknown as CodedError).data.code === code)
  );
}

/** The three parts that people see: what and why, what to do, the code. Errors without a code show their message only. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isCodedError(error)) return error.message;
  return [error.message, error.remedy, `[${error.data.code}]`].filter(Boolean).join("\n");
}
