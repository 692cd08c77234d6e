import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listOperations } from "@taostack/chain/operations";
import { startLocalnet } from "@taostack/localnet";
import { parseTao } from "@taostack/primitives";
import { importHotkey, importWallet, openWallet } from "@taostack/wallet";
import { expect, it } from "vitest";
import { programsOf, runProgram } from "./run-program.js";

const page = await readFile(new URL("../docs/from-python-sdk.md", import.meta.url), "utf8");

it("the page from the Python SDK names operations that exist", () => {
  const known = new Set(listOperations().map(({ name }) => name));
  const named = [...page.matchAll(/`operations\.(\w+\.\w+)/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it("the page from the Python SDK has programs that run", async () => {
  const home = await mkdtemp(join(tmpdir(), "from-python-"));
  const wallet = { path: join(home, ".bittensor", "wallets"), name: "alice" };
  await importWallet({ ...wallet, uri: "//Reader", encryptColdkey: false });
  await importHotkey({ ...wallet, hotkey: "default", uri: "//Reader//hotkey" });
  const address = await openWallet(wallet).coldkeyAddress();
  const net = await startLocalnet({ mode: "instant", genesis: { balances: [{ address, free: parseTao("1000") }] } });
  try {
    const { netuid } = await net.subnet({ validators: 1, miners: 2, weights: true });
    const here = (code: string) =>
      code
        .replace('"local"', JSON.stringify(net.url))
        .replace("netuid = 1;", `netuid = ${netuid};`)
        .replace("metagraph(1)", `metagraph(${netuid})`);
    const [reading = "", writing = "", watching = ""] = programsOf(page).map(here);
    const read = await runProgram("examples", reading, home);
    expect(read).toMatch(/^free τ [\d,.]+\nthen τ [\d,.]+\nsubnets \[ 0, .*\]\nprice τ [\d.]+\ntempo \d+\n/);
    expect(read).toMatch(/best 5\w+ (\d+|undefined)\nuid 0\n$/);
    const written = await runProgram("examples", writing, home);
    expect(written).toMatch(/^fee τ 0\.\d+ works true\nin block \d+\nuid \d+\nstake true\nchain\/\w+\n$/);
    expect(await runProgram("examples", watching, home)).toMatch(/block \d+\n[\s\S]*function\n$/);
  } finally {
    await net.stop();
    await rm(home, { recursive: true });
  }
}, 120_000);
