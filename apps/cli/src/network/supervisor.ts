import { type ChildProcess, fork } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { CodedError, type Running, sleep } from "@taostack/primitives";

export interface ChildSpec {
  /** `miner-1`: in the view, in the log's file name, in errors. */
  readonly name: string;
  /** Path of the program's compiled entry. */
  readonly script: string;
  readonly args: readonly string[];
  /** Options of Node itself. */
  readonly execArgv?: readonly string[];
  /** Everything that the child prints goes here. */
  readonly logPath: string;
}

export type ChildState = "starting" | "ready" | "restarting" | "stopped";

export interface SupervisedChild extends Running {
  readonly name: string;
  readonly state: ChildState;
  /** Of the process that runs now; it changes with each restart. */
  readonly pid: number | undefined;
  readonly restarts: number;
}

/** How long a child may take to say that it is ready, and how long it may drain. */
const READY_TIMEOUT_MS = 60_000;
const DRAIN_TIMEOUT_MS = 4_000;
const BACKOFF_MS = { first: 250, most: 15_000 };
/** Of what the child said last, for the error when it cannot start. */
const TAIL_LENGTH = 2_000;

/**
 * Starts a program as a child process and keeps it alive: when it dies it is started again, with a delay that doubles up to 15 s
 * and falls back once it has been ready. Resolves when it is ready for the first time.
 * @throws `up/child_failed` with the child's own last words when it does not become ready.
 */
export async function superviseChild(
  spec: ChildSpec,
  onChange: (child: SupervisedChild) => void,
): Promise<SupervisedChild> {
  const child = new Child(spec, onChange);
  try {
    await child.start();
    return child;
  } catch (error) {
    await child.stop();
    throw error;
  }
}

class Child implements SupervisedChild {
  readonly name: string;
  state: ChildState = "starting";
  restarts = 0;
  readonly #spec: ChildSpec;
  readonly #onChange: (child: SupervisedChild) => void;
  readonly #stop = new AbortController();
  readonly #log: WriteStream;
  #process: ChildProcess | undefined;
  #tail = "";
  #backoffMs = BACKOFF_MS.first;

  constructor(spec: ChildSpec, onChange: (child: SupervisedChild) => void) {
    this.name = spec.name;
    this.#spec = spec;
    this.#onChange = onChange;
    this.#log = createWriteStream(spec.logPath, { flags: "a" });
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async start(): Promise<void> {
    const { name, script, args, execArgv = [] } = this.#spec;
    this.#tail = "";
    const child = fork(script, [...args], { stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [...execArgv] });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#tail = (this.#tail + chunk.toString("utf8")).slice(-TAIL_LENGTH);
        this.#log.write(chunk);
      });
    }
    await becomesReady(
      child,
      () =>
        new CodedError({ code: "up/child_failed" as const, name }, `${name} could not start: ${this.#tail.trim()}`, {
          remedy: `Its log is ${this.#spec.logPath}.`,
        }),
    );
    this.#backoffMs = BACKOFF_MS.first;
    this.#become("ready");
    child.once("exit", () => void this.#revive());
  }

  async stop(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    await endProcess(this.#process);
    this.#become("stopped");
    this.#log.end();
    await finished(this.#log);
  }

  async #revive(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#become("restarting");
      try {
        await sleep(this.#backoffMs, this.#stop.signal);
        this.restarts += 1;
        return await this.start();
      } catch {
        // What it said is in its log; the next try waits longer.
        await endProcess(this.#process);
        this.#backoffMs = Math.min(this.#backoffMs * 2, BACKOFF_MS.most);
      }
    }
  }

  #become(state: ChildState): void {
    this.state = state;
    this.#onChange(this);
  }
}

function becomesReady(child: ChildProcess, failure: () => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(failure()), READY_TIMEOUT_MS);
    const onMessage = () => settle();
    const onEnd = () => settle(failure());
    const settle = (error?: Error) => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
      if (error) reject(error);
      else resolve();
    };
    child.once("message", onMessage).once("exit", onEnd).once("error", onEnd);
  });
}

/** Asks the process to stop, and ends it when it does not. Resolves when it is gone. */
function endProcess(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), DRAIN_TIMEOUT_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
