import { SubtensorClient } from "@taostack/chain";
import { TcpRelay } from "@taostack/chain/testing";
import { silentLogger } from "@taostack/primitives";
import { eventually, RecordingLogger, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { TextService } from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type MinerModules, type RunningMiner, startMiner } from "../src/index.js";
import { answerOf, connectTo, question } from "./support/ask.js";
import { registerHotkey, setSubnetNumber, useMarket } from "./support/market.js";

const market = useMarket();
const code = (expected: string) => ({ data: { code: expected } });
let keys: { readonly miner: Keypair; readonly validator: Keypair };

beforeAll(async () => {
  const miner = await registerHotkey(market(), "//miner");
  keys = { miner, validator: await registerHotkey(market(), "//validator", "100") };
});

async function start(modules: MinerModules): Promise<RunningMiner> {
  const { netuid } = market();
  const options = { host: "127.0.0.1", port: 0, externalIp: SECOND_LOOPBACK, model: "tao-text-mini", minStake: 50 };
  const miner = await startMiner({ netuid, ...options }, { signer: keys.miner, logger: silentLogger, ...modules });
  onTestFinished(() => miner.stop());
  return miner;
}

async function connect(miner: RunningMiner, signer: Keypair) {
  const channel = await connectTo(market(), miner, signer);
  onTestFinished(() => channel.close());
  return channel;
}

/** Sockets, servers and threads of this process, by their kind. */
function openHandles(): Record<string, number> {
  const handles: Record<string, number> = { TCPServerWrap: 0, TCPSocketWrap: 0, MessagePort: 0, Worker: 0 };
  for (const kind of process.getActiveResourcesInfo()) if (kind in handles) handles[kind] = (handles[kind] ?? 0) + 1;
  return handles;
}

it("finishes the answers in progress when it is stopped, takes no new ones, and leaves no handle", async () => {
  const before = openHandles();
  const miner = await start({ chain: market().client });
  const channel = await connect(miner, keys.validator);
  const answer = channel.client(TextService).generate(question(200), { timeoutMs: 20_000 });
  expect((await answer.next()).done).toBe(false);
  expect(openHandles()).not.toEqual(before);

  const stopped = Promise.all([miner.stop(), miner.stop()]);
  await expect(answerOf(channel)).rejects.toMatchObject(code("protocol/unavailable"));
  let finishReason = "";
  for await (const chunk of answer) finishReason = chunk.finishReason;
  expect(finishReason).toMatch(/^(stop|length)$/);
  await stopped;
  await expect(connectTo(market(), miner, keys.validator)).rejects.toMatchObject(code("protocol/unavailable"));
  channel.close();
  await eventually("as many handles as before", () =>
    JSON.stringify(openHandles()) === JSON.stringify(before) ? true : undefined,
  );
});

it("goes on serving while the chain is away, and follows it again", async () => {
  const { net } = market();
  const relay = await TcpRelay.start(net.url);
  onTestFinished(() => relay.stop());
  const chain = await SubtensorClient.connect(relay.url);
  onTestFinished(() => chain.close());
  const miner = await start({ chain });

  relay.refuse(true);
  const late = await registerHotkey(market(), "//late", "100");
  const channel = await connect(miner, keys.validator);
  expect(await answerOf(channel)).not.toHaveLength(0);
  await expect(connect(miner, late), "the miner cannot know of it yet").rejects.toMatchObject(
    code("protocol/permission_denied"),
  );

  relay.refuse(false);
  await eventually("the miner knows who registered meanwhile", async () => {
    await net.mine(5);
    return connect(miner, late).catch(() => undefined);
  });
  expect(await answerOf(channel)).not.toHaveLength(0);
});

it("tells its operator when it was pruned, and announces itself when it is back", async () => {
  const { net, client, netuid } = market();
  const logger = new RecordingLogger();
  const miner = await start({ chain: client, logger });
  const { n } = await client.metagraph(netuid);

  setSubnetNumber(market(), "MaxAllowedUids", n);
  setSubnetNumber(market(), "ImmunityPeriod", 0);
  setSubnetNumber(market(), "MinNonImmuneUids", 0);
  await registerHotkey(market(), "//newcomer");
  expect(await client.neurons.uid(netuid, keys.miner.address), "the weakest gives way").toBeUndefined();
  await eventually("the miner notices", async () => {
    await net.mine(5);
    return logger.count("hotkey no longer registered") > 0 ? true : undefined;
  });
  expect(await client.neurons.axon(netuid, keys.miner.address)).toBeUndefined();

  setSubnetNumber(market(), "MaxAllowedUids", n + 1);
  await registerHotkey(market(), "//miner");
  const axon = await eventually("the chain names its address again", async () => {
    await net.mine(5);
    return client.neurons.axon(netuid, keys.miner.address);
  });
  expect(axon).toMatchObject({ ip: SECOND_LOOPBACK, port: miner.port });
  expect(logger.count("hotkey registered again")).toBe(1);
  expect(logger.count("hotkey no longer registered")).toBe(1);
});

it("serves although the chain does not take its address yet, and tells it later", async () => {
  const { net, client, netuid, sudo } = market();
  const limit = { signer: sudo, netuid, name: "serving_rate_limit", sudo: true };
  await client.subnets.setHyperparameter({ ...limit, value: 1_000 });
  const logger = new RecordingLogger();
  const miner = await start({ chain: client, logger });
  expect(logger.count("address could not be announced yet")).toBe(1);
  expect(await answerOf(await connect(miner, keys.validator))).not.toHaveLength(0);

  await client.subnets.setHyperparameter({ ...limit, value: 0 });
  await eventually("the chain names its new port", async () => {
    await net.mine(5);
    const axon = await client.neurons.axon(netuid, keys.miner.address);
    return axon?.port === miner.port ? true : undefined;
  });
});
