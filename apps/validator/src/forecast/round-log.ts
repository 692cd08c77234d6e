import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Round } from "@taostack/commodities";
import { flushFolder } from "@taostack/primitives/files";
import type { StateIdentity } from "../state-file.js";
import type { OpenRound } from "./open-round.js";
import { type LogLine, readRoundLog } from "./read-round-log.js";

/** A round that is over. */
export interface JudgedRound extends Round {
  /** Milliseconds since 1970. */
  readonly openedMs: number;
}

export interface RoundLogOptions {
  readonly path: string;
  /** Rounds that are over and still count. */
  readonly window: number;
}

/** A file that has grown to this and to thrice what it has to hold is written anew. */
const MIN_COMPACT_BYTES = 4_000_000;

/**
 * The rounds that are open and those that count, on disk: one line a change, each synced before it counts, so that a kill at any
 * moment loses nothing but a line half written. Bounded by writing it anew.
 */
export class RoundLog {
  readonly open = new Map<string, OpenRound>();
  /** By when they began. */
  readonly judged: JudgedRound[] = [];
  readonly #options: RoundLogOptions;
  readonly #identity: StateIdentity;
  #file: FileHandle | undefined;
  #bytes = 0;
  #compactBytes = 0;
  #last: Promise<void> = Promise.resolve();

  private constructor(options: RoundLogOptions, identity: StateIdentity) {
    this.#options = options;
    this.#identity = identity;
  }

  /** Takes up what an earlier run left; what belongs to another chain, subnet or hotkey is moved aside. @throws `validator/state_corrupt`. */
  static async open(options: RoundLogOptions, identity: StateIdentity): Promise<RoundLog> {
    const log = new RoundLog(options, identity);
    for (const line of await readRoundLog(options.path, identity)) log.#take(line);
    await mkdir(dirname(options.path), { recursive: true, mode: 0o700 });
    await log.#compact();
    return log;
  }

  /** Resolves when the line is on disk. @throws what the file system throws; then it does not count. */
  append(line: LogLine): Promise<void> {
    const written = this.#last.then(async () => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      if (this.#file === undefined) throw new Error("the round log is closed");
      try {
        await this.#file.appendFile(bytes);
        await this.#file.datasync();
      } catch (error) {
        // Half a line may be there: the next one must not follow it.
        await this.#file.truncate(this.#bytes).catch(() => undefined);
        throw error;
      }
      this.#bytes += bytes.length;
      this.#take(line);
      if (this.#bytes > this.#compactBytes) await this.#compact();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file?.close();
    this.#file = undefined;
  }

  #take(line: LogLine): void {
    if ("open" in line) this.open.set(line.open.window.requestId, line.open);
    if ("void" in line) this.open.delete(line.void);
    if (!("judged" in line)) return;
    this.open.delete(line.judged.requestId);
    const at = this.judged.findLastIndex(({ openedMs }) => openedMs <= line.judged.openedMs);
    this.judged.splice(at + 1, 0, line.judged);
    this.judged.splice(0, this.judged.length - this.#options.window);
  }

  async #compact(): Promise<void> {
    const { path } = this.#options;
    const temporary = `${path}.${process.pid}.tmp`;
    const lines: unknown[] = [
      { version: 1, ...this.#identity },
      ...this.judged.map((judged) => ({ judged })),
      ...[...this.open.values()].map((round) => ({ open: round })),
    ];
    await rm(temporary, { force: true });
    const next = await open(temporary, "ax", 0o600);
    try {
      this.#bytes = 0;
      for (const line of lines) {
        const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
        await next.appendFile(bytes);
        this.#bytes += bytes.length;
      }
      await next.sync();
      await rename(temporary, path);
    } catch (error) {
      await next.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await flushFolder(dirname(path));
    await this.#file?.close();
    this.#file = next;
    this.#compactBytes = Math.max(MIN_COMPACT_BYTES, 3 * this.#bytes);
  }
}
