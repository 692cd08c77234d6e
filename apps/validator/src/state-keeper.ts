import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Logger } from "@taostack/primitives";
import { type ValidatorState, writeState } from "./state-file.js";

/** Writes the state file whenever asked, one write at a time; requests that come during a write share the next one. */
export class StateKeeper {
  readonly #path: string;
  readonly #snapshot: () => ValidatorState;
  readonly #logger: Logger;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(path: string, snapshot: () => ValidatorState, logger: Logger) {
    this.#path = path;
    this.#snapshot = snapshot;
    this.#logger = logger;
  }

  /** Resolves when a state at least as new as now is on disk. @throws what the file system throws. */
  save(): Promise<void> {
    if (this.#writing === undefined) return this.#write();
    this.#next ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#write();
      });
    return this.#next;
  }

  /** As `save`, for whom a failure is only worth a line in the log. */
  saveSoon(): void {
    this.save().catch((error: unknown) => this.#logger.error("state not saved", { path: this.#path, error }));
  }

  #write(): Promise<void> {
    const writing = mkdir(dirname(this.#path), { recursive: true })
      .then(() => writeState(this.#path, this.#snapshot()))
      .finally(() => {
        this.#writing = undefined;
      });
    this.#writing = writing;
    return writing;
  }
}
