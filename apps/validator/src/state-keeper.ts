import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Logger } from "@taostack/primitives";
import { type ValidatorState, writeState } from "./state-file.js";

/** Writes the state file whenever asked, one write at a time; requests that come during a write share the next one. */
export class StateKeeper {
  readonly #path: string;
  readonly #snapshot: () => ValidatorState;
  readonly #logger: Logger;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(path: string, snapshot: () => ValidatorState, logger: Logger) {
    this.#path = path;
    this.#snapshot = snapshot;
    this.#logger = logger;
  }

  /** Resolves when a state at least as new as now is on disk. @throws what the file system throws. */
  save(): Promise<void> {
    this.#next ??= this.#last
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#last = this.#write();
        return this.#last;
      });
    return this.#next;
  }

  /** As `save`, for whom a failure is only worth a line in the log. */
  saveSoon(): void {
    this.save().catch((error: unknown) => this.#logger.error("state not saved", { path: this.#path, error }));
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await writeState(this.#path, this.#snapshot());
  }
}
