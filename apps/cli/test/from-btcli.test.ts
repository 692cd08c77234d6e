import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { createHotkey, importHotkey, importWallet, openWallet } from "@taostack/wallet";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWholeProgram } from "../src/program.js";
import { createShell, type Shell } from "./support/shell.js";

const page = await readFile(new URL("../../../docs/from-btcli.md", import.meta.url), "utf8");
/** What stands in the second column of each table of commands. */
const commands = [...page.slice(page.indexOf("## Wallets")).matchAll(/^\| `[^|]*\| `(tao [^`]+)`/gm)].map(
  ([, command = ""]) => command,
);
const PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

/** What the chain of this test refuses, by the beginning of the command, and why: on another day it takes it. */
const refused: Readonly<Record<string, string>> = {
  // The swap waits for days.
  "tao wallet swap-coldkey": "chain/ColdkeySwapTooEarly",
  "tao wallet clear-coldkey-swap": "chain/ColdkeySwapDisputed",
  // One was created a moment ago.
  "tao subnets create": "chain/NetworkTxRateLimitExceeded",
  // It is the proxy that has to sign.
  "tao proxy kill": "chain/NoPermission",
  "tao crowd finalize": "chain/CapNotRaised",
};

/** As a shell takes a line apart. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? "");

describe("the page for who comes from btcli", () => {
  let net: Localnet;
  let folder: string;
  let tao: Shell;
  let signature = "";

  /** What has to be so before a command, where the commands before it do not make it so. */
  const before: Readonly<Record<string, () => unknown>> = {
    "tao wallet announce-coldkey-swap": () => fund("back"),
    "tao subnets register --netuid": () => fund("third"),
    "tao stake child revoke": () => net.mine(150),
    "tao weights commit": () => net.mine(100),
    "tao weights reveal": () => net.mineToEpoch(2),
    "tao axon reset": () => net.mine(50),
    "tao proxy execute": () => tao([...announce, "-w", "other", "-y"]),
  };
  const announce = ["proxy", "announce", "me", '{"operation":"utility.remark","arguments":{"text":"hello"}}'];
  const fund = async (name: string): Promise<void> =>
    net.fund(await openWallet({ path: folder, name }).coldkeyAddress(), 100_000_000_000n);
  const at = <T>(table: Readonly<Record<string, T>>, line: string): T | undefined =>
    Object.entries(table).find(([start]) => line.startsWith(start))?.[1];

  beforeAll(async () => {
    net = await startLocalnet({ mode: "instant" });
    folder = await mkdtemp(join(tmpdir(), "tao-btcli-"));
    for (const [name, uri] of [
      ["me", "//Alice"],
      ["other", "//Bob"],
    ] as const) {
      await importWallet({ path: folder, name, uri, encryptColdkey: false });
      await importHotkey({ path: folder, name, uri: `${uri}//hotkey` });
    }
    await createHotkey({ path: folder, name: "other", hotkey: "fresh" });
    const env = { TAO_NETWORK: net.url, TAO_WALLET_PATH: folder, TAO_WALLET: "me", TAO_MNEMONIC: PHRASE };
    tao = createShell({ cwd: folder, env });
    for (const line of ["subnets create", "subnets register --netuid 2 --wallet other"])
      expect(await tao([...line.split(" "), "-y"])).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("names commands that there are", async () => {
    const { stdin, stdout, stderr } = process;
    const program = await createWholeProgram({ env: {}, cwd: ".", stdin, stdout, stderr });
    expect(commands.length).toBeGreaterThan(70);
    const everywhere = [...page.matchAll(/`tao ([a-z][^`]*)`/g)].map(([, line = ""]) => line);
    for (const line of everywhere) {
      let at: Command | undefined = program;
      for (const word of wordsOf(line)) {
        if (at === undefined || at.commands.length === 0) break;
        at = at.commands.find((each) => each.name() === word || each.aliases().includes(word));
      }
      expect(at, `tao ${line}`).toBeDefined();
    }
  });

  it.each(commands)("%s", async (line) => {
    await at(before, line)?.();
    const words = wordsOf(line.replace("SIGNATURE", signature)).slice(1);
    const { code, errorCode, stdout, stderr } = await tao([...words, "--yes"]);
    expect([code, errorCode], stderr).toEqual(
      at(refused, line) === undefined ? [0, undefined] : [1, at(refused, line)],
    );
    if (words.includes("sign")) signature = stdout.trim();
  });
});
