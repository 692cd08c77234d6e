import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createShell } from "./support/shell.js";

const tao = createShell({ cwd: import.meta.dirname });
const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

describe("tao", () => {
  it("lists what it can do, within 80 columns", async () => {
    const { code, stdout } = await tao(["--help"]);
    expect(code).toBe(0);
    for (const command of ["up", "ask", "wallet", "balance", "transfer", "register", "metagraph", "subnets", "stake"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
    }
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([
    ["an unknown command", ["frobnicate"], "cli/unknown_command"],
    ["an unknown option", ["balance", "--fast"], "cli/unknown_option"],
    ["an option without its value", ["balance", "--network"], "cli/option_missing_argument"],
    ["a port that is none", ["up", "--port", "99999"], "cli/invalid_argument"],
    ["a chain without time", ["up", "--block-time", "0"], "cli/invalid_argument"],
    ["a tempo that is none", ["up", "--tempo", "0"], "cli/invalid_argument"],
  ])("refuses %s", async (_, args, reason) => {
    const { code, errorCode, stdout } = await tao(args);
    expect([code, errorCode, stdout]).toEqual([2, reason, ""]);
  });

  it("says an error in three parts, as JSON if asked, with a stack if asked", async () => {
    const plain = await tao(["metagraph", "x"]);
    expect(plain.stderr).toBe('netuid is "x".\nIt takes a whole number from 0 to 65535.\n[cli/invalid_argument]\n');
    const json = await tao(["metagraph", "x", "--json"]);
    expect(JSON.parse(json.stderr)).toEqual({
      error: {
        code: "cli/invalid_argument",
        message: 'netuid is "x".',
        remedy: "It takes a whole number from 0 to 65535.",
      },
    });
    expect((await tao(["metagraph", "x", "--verbose"])).stderr).toContain("    at ");
    expect((await tao(["balnce"])).stderr).toContain("Did you mean balance?");
    expect((await tao(["stake"])).code).toBe(2);
  });

  it("answers --help and --version without any of the commands' code, the registry or the chain's", async () => {
    for (const flag of ["--help", "--version"]) {
      const folder = await mkdtemp(join(tmpdir(), "tao-loaded-"));
      try {
        // With this variable, Node writes down every script that it has run.
        await promisify(execFile)(process.execPath, [bin, flag], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
        const loaded = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
        expect(loaded.join("\n")).toContain("/cli/dist/program.js");
        expect(loaded.join("\n")).not.toMatch(
          /packages\/|dist\/commands\/|clack|polkadot|noble|operation-commands\/map/,
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  });
});
