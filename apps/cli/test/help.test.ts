import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShell } from "./support/shell.js";

const tao = createShell({ cwd: import.meta.dirname });
const run = promisify(execFile);

describe("tao help", () => {
  it.each([
    [["unstake", "all"], "tao stake remove-all"],
    [["burn-cost"], "tao subnets burn-cost"],
    [["send"], "tao transfer <amount> <to>"],
    [["staking.swap"], "tao stake swap [amount]"],
    [["lock", "conviction"], "tao stake lock conviction [netuid]"],
    [["wt", "reveal"], "tao weights reveal [netuid]"],
    [["hyperparams"], "tao subnets hyperparameters [netuid]"],
  ])("finds %s", async (words, first) => {
    const found = (await tao(["help", ...words, "--json"])).json<{ command: string; summary: string }[]>();
    expect(found.slice(0, 3).map(({ command }) => command)).toContain(first);
    expect((await tao(["help", ...words])).stdout).toContain(first.split(" ").slice(0, 3).join(" "));
  });

  it("is the help of a command that the words name, and of the program without words", async () => {
    expect((await tao(["help", "st", "mov"])).stdout).toMatch(/^command/);
    expect((await tao(["help", "st", "move"])).stdout).toMatch(/^Usage: tao stake move \[options\] \[amount\]/);
    expect((await tao(["help", "st", "move"])).stdout).toBe((await tao(["stake", "move", "--help"])).stdout);
    expect((await tao(["help"])).stdout).toBe((await tao(["--help"])).stdout);
    expect(await tao(["help", "xyzzy"])).toMatchObject({ code: 1, errorCode: "cli/nothing_found", stdout: "" });
  });
});

describe("tao completion", () => {
  let folder: string;
  let script: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tao-completion-"));
    script = join(folder, "tao.bash");
    await writeFile(script, (await tao(["completion", "bash"])).stdout);
    for (const [wallet, hotkey] of [
      ["main", "miner"],
      ["second", "default"],
    ] as const) {
      await mkdir(join(folder, "wallets", wallet, "hotkeys"), { recursive: true });
      for (const name of [hotkey, `${hotkey}pub.txt`])
        await writeFile(join(folder, "wallets", wallet, "hotkeys", name), "");
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What bash offers for the last of the words. */
  async function offered(...words: string[]): Promise<string[]> {
    const asked = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tao; IFS=,; echo "\${COMPREPLY[*]}"`;
    const env = { ...process.env, BT_WALLET_PATH: join(folder, "wallets") };
    const { stdout } = await run("bash", ["-c", asked, "bash", script, "tao", ...words], { env });
    return stdout
      .trim()
      .split(",")
      .filter((word) => word !== "");
  }

  it.each([
    ["a command", ["transf"], ["transfer"]],
    ["a command of a group", ["stake", "mo"], ["move"]],
    ["one below an alias", ["st", "children", "rev"], ["revoke"]],
    ["one after an option with a value", ["-n", "finney", "stake", "sw"], ["swap"]],
    ["an option of a command", ["stake", "move", "5", "--to"], ["--to-hotkey", "--to-netuid"]],
    ["an option that all have", ["swap", "price", "--exa"], ["--exact"]],
    ["a network", ["--network", "f"], ["finney"]],
    ["a wallet", ["balance", "-w", ""], ["main", "second"]],
    ["a hotkey", ["stake", "move", "--hotkey", ""], ["default", "miner"]],
    ["one of some values", ["localnet", "--mode", "in"], ["interval", "instant"]],
    ["a value of the registry", ["proxy", "add", "--type", "Sta"], ["Staking"]],
    ["nothing where it cannot know", ["stake", "move", "--amount", ""], []],
  ])("offers %s", async (_, words, expected) => expect(await offered(...words)).toEqual(expected));

  it.each(["zsh", "fish"])("has a script for %s with every command", async (shell) => {
    const { code, stdout } = await tao(["completion", shell]);
    expect(code).toBe(0);
    for (const name of ["split-emissions", "set-identity", "--to-hotkey", "tao stake"].map((each) =>
      each.replace(/^--/, ""),
    ))
      expect(stdout).toContain(shell === "fish" ? name.replace("tao stake", "tao stake,st") : name);
  });

  it("refuses another shell", async () => {
    expect(await tao(["completion", "tcsh"])).toMatchObject({ code: 2, errorCode: "cli/invalid_argument", stdout: "" });
  });
});
