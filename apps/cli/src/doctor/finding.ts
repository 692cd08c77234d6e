export type State = "ok" | "warn" | "fail";

/** What one check found. */
export interface Finding {
  readonly check: string;
  /** `fail`: something will not work; `warn`: it may not be what is meant. */
  readonly state: State;
  readonly message: string;
  /** What to do; of those that are not ok. */
  readonly remedy?: string;
}

/** The findings of one check, under its name. */
export interface Notes {
  ok(message: string): Finding;
  warn(message: string, remedy: string): Finding;
  fail(message: string, remedy: string): Finding;
}

export const notesOf = (check: string): Notes => ({
  ok: (message) => ({ check, state: "ok", message }),
  warn: (message, remedy) => ({ check, state: "warn", message, remedy }),
  fail: (message, remedy) => ({ check, state: "fail", message, remedy }),
});
