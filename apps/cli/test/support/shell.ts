import { Readable, Writable } from "node:stream";
import { runTao } from "../../src/index.js";

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  json<T = Record<string, unknown>>(): T;
  /** The code in brackets at the end of standard error. */
  readonly errorCode: string | undefined;
}

export interface ShellOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Put before the arguments of every call. */
  readonly args?: readonly string[];
}

export type Shell = (
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
  stdin?: string,
) => Promise<Finished>;

/** Runs `tao` in this process, without a terminal: no one can be asked. */
export function createShell({ cwd, env: common = {}, args: first = [] }: ShellOptions): Shell {
  return async (args, env = {}, stdin = "") => {
    const [stdout, stderr] = [new Sink(), new Sink()];
    const code = await runTao([...first, ...args], {
      cwd,
      env: { ...common, ...env },
      stdin: Readable.from([stdin]),
      stdout,
      stderr,
    });
    return {
      code,
      stdout: stdout.text,
      stderr: stderr.text,
      json: <T>() => JSON.parse(stdout.text) as T,
      errorCode: /\[([\w/]+)\]\n/.exec(stderr.text)?.[1],
    };
  };
}

class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}
