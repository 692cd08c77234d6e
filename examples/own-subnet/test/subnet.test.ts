import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SubtensorClient } from "@taostack/chain";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import type { MinerInput, RunningMiner } from "@taostack/miner";
import { eventually, hasSecondLoopback } from "@taostack/primitives/testing";
import { implementService } from "@taostack/protocol";
import type { RunningValidator } from "@taostack/validator";
import { importHotkey, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RouteRequest, RouteService } from "../src/generated/route/v1/route.js";
import { route } from "../src/index.js";
import { loadSolver } from "../src/model.js";

interface Subnet {
  readonly net: Localnet;
  readonly client: SubtensorClient;
  readonly netuid: number;
  readonly payer: Keypair;
  readonly validator: Keypair;
}

interface Steps {
  createSubnet(net: Localnet, client: SubtensorClient): Promise<Subnet>;
  addMiner(subnet: Subnet, name: string, input: Partial<MinerInput>): Promise<RunningMiner>;
  addValidator(subnet: Subnet, commodity: MinerInput["commodity"], statePath: string): Promise<RunningValidator>;
}

const steps: Steps = await import(new URL("../local-subnet.mjs", import.meta.url).href);
const builtModule = fileURLToPath(new URL("../dist/index.js", import.meta.url));
const minerProgram = fileURLToPath(new URL("../../../apps/miner/dist/bin.js", import.meta.url));

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a subnet that trades round trips", () => {
  const closing: (() => Promise<unknown>)[] = [];
  const hotkeys = new Map<string, string>();
  let subnet: Subnet;
  let folder: string;
  let validator: RunningValidator;

  async function add(name: string, input: Partial<MinerInput>): Promise<void> {
    const miner = await steps.addMiner(subnet, name, input);
    hotkeys.set(name, miner.hotkey);
    closing.push(() => miner.stop());
  }

  /** A miner that serves what it likes under the market's contract. */
  const cheat = (name: string, solve: (request: RouteRequest) => Promise<number[]>) => {
    const serve = () => implementService(RouteService, { solve: async (request) => ({ tour: await solve(request) }) });
    return add(name, { commodity: { ...route, messageBytes: { request: 8_192, answer: 4_194_304 }, serve } });
  };

  /** The miner's own program, with a wallet on disk, and the commodity by the path of its module. */
  async function fromTheShell(name: string): Promise<void> {
    const { client, net, netuid, payer } = subnet;
    const wallet = { path: join(folder, "wallets"), name };
    const hotkey = await (await importHotkey({ ...wallet, uri: `//${name}` })).hotkeyAddress();
    await client.neurons.register({ signer: payer, netuid, hotkey });
    const wanted = [
      "--commodity",
      builtModule,
      "--model",
      "nearest",
      "--host",
      "127.0.0.2",
      "--port",
      "0",
      "--log-level",
      "warn",
    ];
    const found = ["--endpoint", net.url, "--netuid", `${netuid}`, "--wallet-path", wallet.path, "--wallet-name", name];
    const child = fork(minerProgram, [...wanted, ...found], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    closing.push(async () => {
      const gone = once(child, "exit");
      if (child.kill("SIGTERM")) await gone;
    });
    expect(await once(child, "message")).toContain("ready");
    hotkeys.set(name, hotkey);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "own-subnet-"));
    closing.push(() => rm(folder, { recursive: true }));
    const net = await startLocalnet({ mode: "instant" });
    closing.push(() => net.stop());
    const client = await SubtensorClient.connect(net.url);
    closing.push(() => client.close());
    subnet = await steps.createSubnet(net, client);

    const best = await loadSolver("or-opt");
    let passedOn: number[] = [];
    const serve = () =>
      implementService(RouteService, {
        solve: async (request) => {
          passedOn = await best.solve(request);
          return { tour: passedOn };
        },
      });
    await add("good", { commodity: { ...route, serve } });
    await add("fair", { commodity: builtModule, model: "two-opt" });
    await fromTheShell("poor");
    await cheat("copying", async (request) => {
      await best.solve(request);
      return passedOn;
    });
    await cheat("careless", async ({ x }) => [...x.keys()]);
    await cheat("bombing", async () => new Array(1_000_000).fill(1));
    validator = await steps.addValidator(subnet, route, join(folder, "state.json"));
    closing.push(() => validator.stop());
    // Five miners, a chain, and a program that has to load: more than a busy machine does in the usual time.
  }, 120_000);

  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  const standing = (name: string) => validator.standings().find(({ hotkey }) => hotkey === hotkeys.get(name));
  const average = (name: string): number => standing(name)?.average ?? Number.NaN;

  it("tells its miners apart, and says why", async () => {
    const asked = () => [...hotkeys.keys()].every((name) => (standing(name)?.samples ?? 0) >= 20);
    await eventually("twenty scores of each", () => (asked() ? true : undefined), 50_000);
    expect(average("good")).toBeGreaterThan(average("fair"));
    expect(average("fair")).toBeGreaterThan(average("poor"));
    expect(average("poor")).toBeGreaterThan(0.2);
    for (const name of ["copying", "careless", "bombing"]) expect(average(name), name).toBe(0);
    expect(standing("good")!.explanation).toMatch(
      /^The tour is .* the validator's own: quality 0\.\d\d\. It took \d+ ms/,
    );
    expect(standing("copying")!.explanation).toMatch(/quality 0\.00|counts for nothing/);
    expect(standing("bombing")!.explanation).toContain("larger than the market allows");
  });

  it("pays them so on the chain", async () => {
    const { client, net, netuid } = subnet;
    const { hotkeys: known } = await client.metagraph(netuid);
    const uid = (name: string) => known.indexOf(hotkeys.get(name)!);
    const ofValidator = known.indexOf(subnet.validator.address);
    const row = await eventually(
      "weights for the poor miner",
      async () => {
        await net.mine(1);
        const found = (await client.weights.of(netuid)).find((each) => each.uid === ofValidator);
        return found && [...found.uids].includes(uid("poor")) ? found : undefined;
      },
      20_000,
    );
    const weight = (name: string) => row.weights[[...row.uids].indexOf(uid(name))] ?? 0;
    expect(weight("good")).toBeGreaterThan(weight("fair"));
    expect(weight("fair")).toBeGreaterThan(weight("poor"));
    for (const name of ["copying", "careless", "bombing"]) expect(weight(name), name).toBe(0);
  });
});
