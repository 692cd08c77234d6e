import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SubtensorClient } from "@taostack/chain";
import { rao } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const BIN = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const WAIT_MS = 20_000;

/** `tao localnet` as a process of its own, and what it printed. */
class Program {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown[]>;
  stdout = "";
  stderr = "";

  constructor(args: readonly string[]) {
    const env = { ...process.env, NO_COLOR: "1" };
    this.#child = spawn(process.execPath, [BIN, "localnet", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#exited = once(this.#child, "close");
    this.#child.stdout?.on("data", (chunk) => (this.stdout += chunk));
    this.#child.stderr?.on("data", (chunk) => (this.stderr += chunk));
  }

  /** The match of a pattern in what it printed, as soon as there is one. */
  async prints(pattern: RegExp): Promise<RegExpMatchArray> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const found = this.stdout.match(pattern);
      if (found) return found;
      if (Date.now() > until || this.#child.exitCode !== null) throw new Error(`${this.stdout}\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async url(): Promise<string> {
    const [, url] = await this.prints(/(ws:\/\/127\.0\.0\.1:\d+)/);
    return url as string;
  }

  /** Its exit code. */
  async end(signal?: NodeJS.Signals): Promise<unknown> {
    if (signal) this.#child.kill(signal);
    const [code] = await this.#exited;
    return code;
  }
}

describe("tao localnet", () => {
  const programs: Program[] = [];
  let folder: string;

  const run = (...args: string[]): Program => {
    const program = new Program(args);
    programs.push(program);
    return program;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tao-localnet-"));
  });
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.end("SIGKILL")));
    await rm(folder, { recursive: true, force: true });
  });

  async function transfer(url: string, amount: bigint): Promise<void> {
    const client = await SubtensorClient.connect(url);
    try {
      const alice = await createKeypairFromUri("//Alice");
      await client.balances.transfer({ signer: alice, to: BOB, amount: rao(amount) });
    } finally {
      await client.close();
    }
  }

  it("prints its accounts, tells of transactions and epochs, and ends at Ctrl-C", async () => {
    const program = run("--port", "0", "--block-time", "0.1", "--tempo", "5", "--seed", "demo");
    const url = await program.url();
    await program.prints(/\/\/Alice +5Grw\w+ +τ 1,000,000/);
    await program.prints(/#\d+ +epoch of subnet 1\n/);
    await transfer(url, 1_500_000_000n);
    await program.prints(/#\d+ +5Grw\S+ +Balances\.transfer\w*\(dest: 5FHneW\S+, value: 1500000000\) +ok +fee \S+/);
    expect(await program.end("SIGINT")).toBe(0);
    expect(program.stdout).toMatch(/stopped at block \d+\n$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point.
    expect(program.stdout).not.toMatch(/\u001b/);
    expect(program.stderr).toBe("");
  });

  it("goes on with its folder after it was killed", async () => {
    const options = ["--port", "0", "--mode", "instant", "--state", join(folder, "chain")];
    const first = run(...options);
    await transfer(await first.url(), 3n);
    await first.prints(/#1 +.*ok/);
    await first.end("SIGKILL");
    const second = run(...options);
    await second.prints(/goes on from block 1/);
    await transfer(await second.url(), 4n);
    await second.prints(/#2 +.*ok/);
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("says which option will not do, and starts nothing", async () => {
    const first = run("--port", "0", "--mode", "manual");
    const port = (await first.url()).split(":").at(-1) as string;
    const taken = run("--port", port);
    expect(await taken.end()).not.toBe(0);
    expect(taken.stderr).toContain("[localnet/port_in_use]");
    const wrong = run("--block-time", "never");
    expect(await wrong.end()).not.toBe(0);
    expect(wrong.stderr).toMatch(/--block-time/);
  });
});
