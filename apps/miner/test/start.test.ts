import { createServer } from "node:net";
import { silentLogger } from "@taostack/primitives";
import { hasSecondLoopback, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { axonProtocol } from "@taostack/protocol";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type MinerInput, startMiner } from "../src/index.js";
import { registerHotkey, useMarket } from "./support/market.js";

const market = useMarket();
const code = (expected: string) => ({ data: { code: expected } });
let hotkey: Keypair;

beforeAll(async () => {
  hotkey = await registerHotkey(market(), "//starter");
});

const start = (signer: Keypair, input: Partial<MinerInput>) => {
  const { client: chain, netuid } = market();
  return startMiner({ netuid, port: 0, model: "tao-text-mini", ...input }, { chain, signer, logger: silentLogger });
};

describe("a start", () => {
  it("is refused for a hotkey that is not registered", async () => {
    const stranger = await createKeypairFromUri("//stranger");
    await expect(start(stranger, { host: "127.0.0.1" })).rejects.toMatchObject({
      data: { code: "chain/not_registered", netuid: market().netuid, hotkey: stranger.address },
    });
  });

  it("fails for a port that is taken, and for an address that is not this machine's", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as { port: number };
    await expect(start(hotkey, { host: "127.0.0.1", port })).rejects.toMatchObject(code("protocol/listen_failed"));
    await expect(start(hotkey, { host: "192.0.2.1" })).rejects.toMatchObject(code("protocol/listen_failed"));
  });

  it.each(["0.0.0.0", "::"])("wants to know where others reach what listens on %s", async (host) => {
    await expect(start(hotkey, { host })).rejects.toMatchObject(code("chain/no_external_ip"));
    expect(await market().client.neurons.axon(market().netuid, hotkey.address)).toBeUndefined();
  });

  it("rejects what the options do not allow, rather than throw", async () => {
    await expect(start(hotkey, { port: 70_000 })).rejects.toMatchObject(code("options/invalid"));
    await expect(start(hotkey, { model: "tao-huge", host: "127.0.0.1" })).rejects.toMatchObject(
      code("commodities/unknown_model"),
    );
    for (const commodity of ["text", "vision", "forecast"]) {
      const elsewhere = { commodity, model: undefined, host: "127.0.0.1", executionProviders: ["abacus"] };
      await expect(start(hotkey, elsewhere)).rejects.toMatchObject(code("inference/model_invalid"));
    }
  });

  it("holds the port only until it has failed", async () => {
    const { client, netuid } = market();
    const options = { host: "127.0.0.1", externalIp: "127.0.0.1" };
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    await expect(start(hotkey, { ...options, port })).rejects.toMatchObject(code("chain/InvalidIpAddress"));
    const again = await start(hotkey, { ...options, port, externalIp: SECOND_LOOPBACK });
    await again.stop();
    expect(await client.neurons.axon(netuid, hotkey.address)).toMatchObject({ port });
  });
});

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)(`a miner on ${SECOND_LOOPBACK}`, () => {
  it("is on the chain where it listens, and says nothing new when it starts again there", async () => {
    const { client, net, netuid } = market();
    const miner = await start(hotkey, { host: SECOND_LOOPBACK });
    expect(miner).toMatchObject({ hotkey: hotkey.address, uid: 1, host: SECOND_LOOPBACK });
    await miner.stop();
    const axon = await client.neurons.axon(netuid, hotkey.address);
    expect(axon).toEqual({
      ip: SECOND_LOOPBACK,
      port: miner.port,
      protocol: axonProtocol.miner,
      version: 0,
      block: net.blockNumber,
    });

    const before = net.blockNumber;
    const again = await start(hotkey, { host: SECOND_LOOPBACK, port: miner.port });
    await again.stop();
    expect(net.blockNumber, "no extrinsic, so no block").toBe(before);
    expect(await client.neurons.axon(netuid, hotkey.address)).toEqual(axon);
  });
});
