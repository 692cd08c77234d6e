import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createShell, type Shell } from "./support/shell.js";

describe("tao config", () => {
  let home: string;
  let file: string;
  let tao: Shell;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "tao-config-"));
    file = join(home, ".config", "taostack", "config.json");
    tao = createShell({ cwd: home, env: { HOME: home } });
  });
  afterEach(() => rm(home, { recursive: true }));

  const given = async (setting: string, args: readonly string[] = [], env = {}) => {
    const { value, from } = (await tao(["config", "get", setting, "--json", ...args], env)).json();
    return [value, from];
  };

  it("writes what it is told, for its owner alone, and takes it out again", async () => {
    expect((await tao(["config", "path"])).stdout).toBe(`${file}\n`);
    for (const [name, value] of [
      ["network", "test"],
      ["wallet", "main"],
      ["slippage", "1.5"],
    ] as const)
      expect(await tao(["config", "set", name, value])).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ network: "test", wallet: "main", slippage: "1.5" });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await tao(["config", "unset", "wallet"])).code).toBe(0);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ network: "test", slippage: "1.5" });
    const list = (await tao(["c", "list", "--json"])).json<{ setting: string; from: string }[]>();
    expect(list.find(({ setting }) => setting === "network")).toMatchObject({ value: "test", from: "file" });
  });

  it("comes after flags and the environment", async () => {
    expect(await given("wallet")).toEqual(["default", "default"]);
    await tao(["config", "set", "wallet", "mine"]);
    expect(await given("wallet")).toEqual(["mine", "file"]);
    expect(await given("wallet", [], { BT_WALLET_NAME: "python" })).toEqual(["python", "BT_WALLET_NAME"]);
    const both = { BT_WALLET_NAME: "python", TAO_WALLET: "ours" };
    expect(await given("wallet", [], both)).toEqual(["ours", "TAO_WALLET"]);
    expect(await given("wallet", ["-w", "flag"], both)).toEqual(["flag", "flag"]);
  });

  it("is what commands go by", async () => {
    await tao(["config", "set", "network", "ws://127.0.0.1:1"]);
    await tao(["config", "set", "walletPath", join(home, "keys")]);
    await tao(["config", "set", "wallet", "mine"]);
    await tao(["wallet", "create", "--no-password"]);
    expect((await tao(["wallet", "list", "--json"])).json()).toMatchObject([
      { name: "mine", path: join(home, "keys", "mine") },
    ]);
    const balance = await tao(["balance"]);
    expect([balance.errorCode, balance.stderr]).toEqual([
      "chain/unreachable",
      expect.stringContaining("ws://127.0.0.1:1"),
    ]);
  });

  it.each([
    ["a setting that is none", ["set", "colour", "red"], 2, "cli/invalid_argument"],
    ["a network that is none", ["set", "network", "the moon"], 2, "cli/invalid_argument"],
    ["a path for a name", ["set", "wallet", "a/b"], 2, "cli/invalid_argument"],
    ["any slippage", ["set", "slippage", "100"], 2, "cli/invalid_argument"],
    ["a gateway that is none", ["set", "gateway", "127.0.0.1"], 2, "cli/invalid_argument"],
    ["no value", ["set", "wallet"], 2, "cli/missing_argument"],
  ])("refuses %s, and writes nothing", async (_, args, code, errorCode) => {
    expect(await tao(["config", ...args])).toMatchObject({ code, errorCode, stdout: "" });
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  it.each([
    ["what is no JSON", "network: test"],
    ["a list", "[]"],
    ["a setting that is none", '{"colour":"red"}'],
    ["a number for a text", '{"slippage":1}'],
    ["a value that does not fit", '{"network":"the moon"}'],
  ])("says where the file holds %s", async (_, text) => {
    await mkdir(join(home, ".config", "taostack"), { recursive: true });
    await writeFile(file, text);
    for (const args of [["balance"], ["config", "list"], ["config", "set", "wallet", "x"]]) {
      const { code, errorCode, stderr } = await tao(args);
      expect([code, errorCode]).toEqual([1, "cli/bad_config"]);
      expect(stderr).toContain(file);
    }
    expect(await readFile(file, "utf8")).toBe(text);
    expect((await tao(["--help"])).code).toBe(0);
  });

  it("needs a home, or to be told where", async () => {
    const lost = createShell({ cwd: home });
    expect(await lost(["config", "path"])).toMatchObject({ code: 1, errorCode: "cli/no_config_folder" });
    const other = join(home, "other.json");
    expect((await lost(["config", "set", "wallet", "x"], { TAO_CONFIG: other })).code).toBe(0);
    expect(JSON.parse(await readFile(other, "utf8"))).toEqual({ wallet: "x" });
  });
});
