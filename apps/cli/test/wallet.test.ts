import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShell, type Shell } from "./support/shell.js";

const PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const ADDRESS = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";

describe("tao wallet", () => {
  let cwd: string;
  let folder: string;
  let tao: Shell;

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "tao-wallet-"));
    folder = join(cwd, "wallets");
    tao = createShell({ cwd, env: { BT_WALLET_PATH: folder } });
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it("says how to begin where there is none", async () => {
    expect((await tao(["wallet", "list"])).stdout).toContain("tao wallet create");
    expect((await tao(["wallet", "list", "--json"])).json()).toEqual([]);
  });

  it("creates one, and shows phrases that bring it back", async () => {
    const { code, stderr, json } = await tao(["wallet", "create", "main", "--no-password", "--words", "24", "--json"]);
    expect(code).toBe(0);
    expect(stderr).toContain("Write both phrases down");
    const created =
      json<
        Record<"path" | "name" | "hotkeyName" | "coldkey" | "hotkey" | "coldkeyMnemonic" | "hotkeyMnemonic", string>
      >();
    expect(created).toMatchObject({ path: folder, name: "main", hotkeyName: "default" });
    expect(created.coldkeyMnemonic.split(" ")).toHaveLength(24);
    const back = await tao(["wallet", "import", "back", "--no-password", "--json"], {}, `${created.coldkeyMnemonic}\n`);
    expect(back.json()).toMatchObject({ name: "back", coldkey: created.coldkey });
    const hotkey = await tao(["wallet", "import", "back", "--as-hotkey", "--json"], {
      TAO_MNEMONIC: created.hotkeyMnemonic,
    });
    expect(hotkey.json()).toMatchObject({ hotkeyName: "default", hotkey: created.hotkey });
    expect((await tao(["wallet", "create", "main", "--no-password"])).errorCode).toBe("wallet/exists");
    expect((await tao(["wallet", "create", "main", "--no-password", "--overwrite"])).code).toBe(0);
  });

  it("lists them for people and for programs", async () => {
    await tao(["wallet", "import", "watch", "--no-password"], { TAO_MNEMONIC: PHRASE });
    expect((await tao(["wallet", "list"])).stdout).toContain(`watch   coldkey         plain  ${ADDRESS}\n`);
    const list = (await tao(["wallet", "list", "--json"])).json<
      { name: string; coldkey: object; hotkeys: object[] }[]
    >();
    expect(list.map(({ name }) => name)).toEqual(["back", "main", "watch"]);
    expect(list[2]).toMatchObject({ coldkey: { state: "plain", address: ADDRESS }, hotkeys: [] });
  });

  it.each([
    ["no password and no terminal", ["create", "x"], {}, 1, "cli/no_password"],
    ["a name with a path", ["create", "../x", "--no-password"], {}, 1, "wallet/bad_name"],
    ["a length that is none", ["create", "x", "--words", "many"], {}, 2, "cli/invalid_argument"],
    ["a length without phrases", ["create", "x", "--words", "13", "--no-password"], {}, 1, "wallet/bad_mnemonic"],
    ["nothing to import", ["import", "x", "--no-password"], {}, 1, "cli/no_mnemonic"],
    [
      "a mistyped phrase",
      ["import", "x", "--no-password"],
      { TAO_MNEMONIC: PHRASE.replace("walk", "wall") },
      1,
      "wallet/bad_mnemonic",
    ],
  ])("refuses %s", async (_, args, env, code, reason) => {
    const finished = await tao(["wallet", ...args], env);
    expect([finished.code, finished.errorCode, finished.stdout]).toEqual([code, reason, ""]);
  });

  it("uses the wallets of the network in this folder for that network, and no others", async () => {
    const home = await mkdtemp(join(cwd, "up-"));
    await mkdir(join(home, ".taostack"));
    const up = {
      pid: process.pid,
      chain: { url: "ws://127.0.0.1:1", netuid: 2 },
      wallets: { path: folder, names: [] },
    };
    await writeFile(join(home, ".taostack", "up.json"), JSON.stringify(up));
    const shell = createShell({ cwd: home });
    const names = async (args: readonly string[]) =>
      (await shell(["wallet", "list", "--json", ...args]))
        .json<{ path: string }[]>()
        .filter(({ path }) => path.startsWith(folder));
    expect(await names([])).not.toEqual([]);
    expect(await names(["-n", "local"])).not.toEqual([]);
    expect(await names(["-n", "ws://127.0.0.1:1"])).not.toEqual([]);
    expect(await names(["-n", "test"])).toEqual([]);
  });

  it("makes one key at a time, and the address alone, by btcli's names", async () => {
    const made = (await tao(["wallet", "new-coldkey", "single", "--no-password", "--json"])).json<
      Record<string, string>
    >();
    const again = await tao(["wallet", "regen-coldkey", "again", "--no-password", "--json"], {
      TAO_MNEMONIC: made.coldkeyMnemonic ?? "",
    });
    expect(again.json()).toMatchObject({ name: "again", coldkey: made.coldkey });
    const hotkey = (await tao(["wallet", "new-hotkey", "single", "--hotkey", "two", "--json"])).json<
      Record<string, string>
    >();
    const regained = await tao(["wallet", "regen-hotkey", "again", "--hotkey", "three", "--json"], {
      TAO_MNEMONIC: hotkey.hotkeyMnemonic ?? "",
    });
    expect(regained.json()).toMatchObject({ hotkeyName: "three", hotkey: hotkey.hotkey });
    expect((await tao(["wallet", "regen-coldkeypub", ADDRESS, "-w", "seen"])).code).toBe(0);
    expect((await tao(["wallet", "sign", "x", "-w", "seen"])).errorCode).toBe("wallet/watch_only");
    expect((await tao(["wallet", "new-hotkey", "single", "--hotkey", "two"])).errorCode).toBe("wallet/exists");
    expect((await tao(["wallet", "regen-hotkeypub", "5F", "-w", "seen"])).errorCode).toBe("ss58/invalid");
  });

  it("signs a message, and knows what was signed by whom", async () => {
    const sign = async (...args: string[]) => (await tao(["wallet", "sign", ...args, "-w", "single"])).stdout.trim();
    const signature = await sign("hello");
    const verify = (...args: string[]) => tao(["wallet", "verify", ...args]);
    expect(await verify("hello", signature, "single")).toMatchObject({ code: 0 });
    expect(await verify("hello", signature, "again")).toMatchObject({ code: 0 });
    expect(await verify("hallo", signature, "single")).toMatchObject({
      code: 1,
      errorCode: "cli/not_signed",
      stdout: "",
    });
    expect(await verify("hello", signature, "watch")).toMatchObject({ code: 1, errorCode: "cli/not_signed" });
    expect(await verify("hello", "0x12", "single")).toMatchObject({ code: 1, errorCode: "cli/not_signed" });
    const byHotkey = await sign("0x00ff", "--use-hotkey", "--hotkey", "two");
    expect(await verify("0x00ff", byHotkey, "single/two", "--use-hotkey")).toMatchObject({ code: 0 });
    expect((await tao(["wallet", "sign", "0xzz", "-w", "single"])).errorCode).toBe("wallet/bad_message");
  });
});
