import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLocalnet } from "@taostack/localnet";
import { parseTao } from "@taostack/primitives";
import { importWallet, openWallet } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programsOf, runProgram } from "./run-program.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The first program of a package's README, or the first with a word in it, as JavaScript. */
async function exampleOf(name: string, word = ""): Promise<string> {
  const readme = await readFile(join(root, "packages", name, "README.md"), "utf8");
  return programsOf(readme).find((program) => program.includes(word)) ?? "";
}

const runIn = (name: string, ...rest: [code: string, home: string, env?: Readonly<Record<string, string>>]) =>
  runProgram(`packages/${name}`, ...rest);

describe("what the packages' READMEs show", () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "readme-"));
  });
  afterAll(() => rm(home, { recursive: true }));

  it.each<[name: string, printed: RegExp, word?: string]>([
    ["primitives", /^$/],
    ["incentive", /65535.*21845[\s\S]*998498457n 503547n/],
    ["inference", /\w+ \w+/],
    ["commodities", /^(0\.\d+|1) The tokens are what the reference model draws/],
    ["commodities", /^proved in \d+ ms\n\{ lost: 1, restored: 1, fewestPieces: 5 \}\n# taostack/, "StorageClient"],
    ["localnet", /^$/],
    ["protocol", /^Hello, 5Grwva/],
    ["telemetry", /taostack_miner_answers_total\{outcome="won"\} 1/],
    ["wallet", /^Write this down: (\w+ ?){12}$/m],
  ])(
    "%s",
    async (name, printed, word = "") => expect(await runIn(name, await exampleOf(name, word), home)).toMatch(printed),
    180_000,
  );

  it("localnet, without a connection", async () => {
    const code = await exampleOf("localnet", "net.client;");
    expect(code).toContain("ExistentialDeposit");
    const printed = `${code}\nconsole.log(fee > 0n, events.length > 0);`;
    expect(await runIn("localnet", printed, home)).toBe("true true\n");
  }, 30_000);

  it("inference, any graph", async () => {
    expect(await runIn("inference", await exampleOf("inference", "loadOnnxModel"), home)).toBe("forecast 7 × 21 147\n");
  }, 60_000);

  it("chain", async () => {
    const path = join(home, ".bittensor", "wallets");
    await importWallet({ path, name: "payer", uri: "//Payer", encryptColdkey: false });
    const address = await openWallet({ path, name: "payer" }).coldkeyAddress();
    const net = await startLocalnet({ mode: "instant", genesis: { balances: [{ address, free: parseTao("100") }] } });
    try {
      const code = (await exampleOf("chain"))
        .replace('"local"', JSON.stringify(net.url))
        .replace('name: "owner"', 'name: "payer"');
      expect(await runIn("chain", code, home)).toMatch(/^τ 100\nin block 1 for τ 0\.000\d+\n/);
    } finally {
      await net.stop();
    }
  }, 30_000);

  it("chain, by the registry of operations", async () => {
    const net = await startLocalnet({ mode: "instant" });
    try {
      const local = (code: string) => code.replace('"local"', JSON.stringify(net.url));
      const listed = await runIn("chain", local(await exampleOf("chain", "catalogue()")), home);
      expect(listed).toMatch(/^staking\.add write tao hotkey netuid amount limitPrice allowPartial Buys /m);
      expect(listed).toMatch(/^\[\{"netuid":0,/m);
      const sent = await runIn("chain", local(await exampleOf("chain", "dryRun")), home);
      expect(sent).toMatch(/^\d+n\n\{ succeeds: true \}\n\{\n {2}free: 1000000000000000n/);
    } finally {
      await net.stop();
    }
  }, 60_000);
});
