import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditMiner, createStorageChallenge, createStoragePeer } from "@taostack/commodities";
import { silentLogger } from "@taostack/primitives";
import { SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { NeuronService } from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type MinerInput, type RunningMiner, startMiner } from "../src/index.js";
import { connectTo } from "./support/ask.js";
import { registerHotkey, useMarket } from "./support/market.js";

const market = useMarket();
const code = (expected: string) => ({ data: { code: expected } });
let keys: { readonly miner: Keypair; readonly validator: Keypair };

beforeAll(async () => {
  keys = {
    miner: await registerHotkey(market(), "//miner"),
    validator: await registerHotkey(market(), "//validator", "100"),
  };
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "miner-storage-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(input: Partial<MinerInput>): Promise<RunningMiner> {
  const { client: chain, netuid } = market();
  const place = { netuid, host: "127.0.0.1", port: 0, externalIp: SECOND_LOOPBACK, metricsPort: 0 };
  const miner = await startMiner(
    { ...place, commodity: "storage", minStake: 50, ...input },
    { chain, signer: keys.miner, logger: silentLogger },
  );
  onTestFinished(() => miner.stop());
  return miner;
}

async function connect(miner: RunningMiner) {
  const channel = await connectTo(market(), miner, keys.validator);
  onTestFinished(() => channel.close());
  return { channel, peer: createStoragePeer(channel) };
}

it("keeps pieces over a restart, within its quota and its longest lease", async () => {
  const dataFolder = join(await temporaryFolder(), "pieces");
  const options = { dataFolder, quotaMib: 2, ownerQuotaMib: 1, maxLeaseSeconds: 3600 };
  const miner = await start(options);
  const { channel, peer } = await connect(miner);
  expect((await channel.client(NeuronService).describe({})).models).toMatchObject([
    { commodity: "storage", name: "", hash: "" },
  ]);
  const { id, data } = createStorageChallenge(11).request.put;
  await expect(peer.put(id, data, 3601)).rejects.toMatchObject(code("protocol/invalid_argument"));
  await peer.put(id, data, 3600);
  const large = createStorageChallenge(1).request.put;
  expect(data.length + large.data.length).toBeGreaterThan(1024 * 1024);
  await expect(peer.put(large.id, large.data, 60)).rejects.toMatchObject(code("protocol/resource_exhausted"));
  await expect(start(options)).rejects.toMatchObject(code("storage/folder_in_use"));
  await miner.stop();

  const again = await connect(await start(options));
  const [outcome] = await auditMiner(again.peer, [{ id, bytes: data.length }], { baseMs: 10_000 });
  expect(outcome).not.toHaveProperty("fault");
  expect(await again.peer.stats()).toEqual({ pieces: 1, bytes: data.length, freeBytes: 2 ** 20 - data.length });
});

it("makes a folder of its own where none is named", async () => {
  const home = await temporaryFolder();
  const before = process.env.HOME;
  process.env.HOME = home;
  onTestFinished(() => {
    process.env.HOME = before;
  });
  await start({});
  const folder = join(home, ".taostack", "miners", `${market().netuid}-${keys.miner.address}`);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});
