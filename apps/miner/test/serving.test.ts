import { CommitBook, createForecastChallenge } from "@taostack/commodities";
import { silentLogger } from "@taostack/primitives";
import { SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { ForecastService, TranslationService } from "@taostack/protocol";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type MinerInput, startMiner } from "../src/index.js";
import { answerOf, connectTo, question } from "./support/ask.js";
import { type Market, registerHotkey, useMarket } from "./support/market.js";

const market = useMarket();
const code = (expected: string) => ({ data: { code: expected } });
let keys: { readonly miner: Keypair; readonly staked: Keypair; readonly poor: Keypair };

beforeAll(async () => {
  const miner = await registerHotkey(market(), "//miner");
  const staked = await registerHotkey(market(), "//staked", "100");
  keys = { miner, staked, poor: await registerHotkey(market(), "//poor") };
});

async function startServing(input: Partial<MinerInput> = {}) {
  const { client: chain, netuid } = market();
  const miner = await startMiner(
    {
      netuid,
      host: "127.0.0.1",
      port: 0,
      externalIp: SECOND_LOOPBACK,
      model: "tao-text-mini",
      minStake: 50,
      metricsPort: 0,
      ...input,
    },
    { chain, signer: keys.miner, logger: silentLogger },
  );
  onTestFinished(() => miner.stop());
  return miner;
}

async function connect(miner: Awaited<ReturnType<typeof startServing>>, signer: Keypair) {
  const channel = await connectTo(market(), miner, signer);
  onTestFinished(() => channel.close());
  return channel;
}

it("streams an answer to a hotkey with stake, and lets nobody in without", async () => {
  const miner = await startServing();
  const chunks = await answerOf(await connect(miner, keys.staked));
  expect(chunks.flatMap(({ tokens }) => tokens).length).toBeGreaterThan(1);
  expect(chunks.at(-1)).toMatchObject({ tokens: [], finishReason: expect.stringMatching(/^(stop|length)$/) });

  await expect(connect(miner, keys.poor)).rejects.toMatchObject(code("protocol/permission_denied"));
  const stranger = await createKeypairFromUri("//stranger");
  await expect(connect(miner, stranger)).rejects.toMatchObject(code("protocol/permission_denied"));
});

it("lets a validator permit in whatever its stake", async () => {
  await givePermits(market());
  const miner = await startServing({ minStake: 1_000_000 });
  expect(await answerOf(await connect(miner, keys.staked))).not.toHaveLength(0);
  await expect(connect(miner, keys.poor)).rejects.toMatchObject(code("protocol/permission_denied"));
});

/** An epoch gives permits by stake. */
async function givePermits({ client, net, netuid, sudo }: Market): Promise<void> {
  await client.subnets.setHyperparameter({ signer: sudo, netuid, name: "tempo", value: 1, sudo: true });
  await net.mine(3);
  const { validatorPermit, hotkeys } = await client.metagraph(netuid);
  expect(validatorPermit[hotkeys.indexOf(keys.staked.address)]).toBe(1);
}

it("holds a caller to its rate", async () => {
  const miner = await startServing({ callsPerMinute: 3 });
  const channel = await connect(miner, keys.staked);
  await answerOf(channel);
  await answerOf(channel);
  await expect(answerOf(channel)).rejects.toMatchObject({
    data: { code: "protocol/resource_exhausted", verified: true },
  });
});

it("refuses what it cannot serve, and goes on", async () => {
  const miner = await startServing();
  const channel = await connect(miner, keys.staked);
  const invalid = code("protocol/invalid_argument");
  await expect(answerOf(channel, { ...question(), messages: [] })).rejects.toMatchObject(invalid);
  const long = { role: "user", content: "subnet ".repeat(2_000) };
  await expect(answerOf(channel, { ...question(), messages: [long] })).rejects.toMatchObject(invalid);
  expect(await answerOf(channel)).not.toHaveLength(0);
});

it("serves translations where the subnet trades them", async () => {
  const miner = await startServing({ commodity: "translation", model: "tao-translate-mini" });
  const channel = await connect(miner, keys.staked);
  const request = { requestId: "1", text: "The dog sleeps.", sourceLanguage: "en", targetLanguage: "de" };
  const client = channel.client(TranslationService);
  const { text, usage } = await client.translate(request, { timeoutMs: 20_000 });
  expect(text).toMatch(/\w/);
  expect(usage?.targetTokens).toBeGreaterThan(0);
  const unknown = client.translate({ ...request, targetLanguage: "tlh" }, { timeoutMs: 20_000 });
  await expect(unknown).rejects.toMatchObject(code("protocol/invalid_argument"));
});

it("commits to forecasts in its own name, and shows them to the one who asked", async () => {
  const miner = await startServing({ commodity: "forecast", model: "tao-forecast-mini" });
  const client = (await connect(miner, keys.staked)).client(ForecastService);
  const { request } = createForecastChallenge(3);
  const { requestId } = request;
  const book = new CommitBook();
  book.open({ requestId, commitBeforeMs: 10, revealFromMs: 20, revealBeforeMs: 30 });
  const { hash } = await client.commit({ ...request, minerHotkey: miner.hotkey }, { timeoutMs: 20_000 });
  expect(book.commit(requestId, miner.hotkey, hash, 5)).toBe("committed");
  const { salt, answer } = await client.reveal({ requestId }, { timeoutMs: 20_000 });
  expect(book.reveal({ requestId, hotkey: miner.hotkey, salt, answer: answer! }, 25)).toBe("revealed");

  const foreign = client.commit({ ...request, requestId: "x", minerHotkey: keys.poor.address }, { timeoutMs: 20_000 });
  await expect(foreign).rejects.toMatchObject(code("protocol/invalid_argument"));
  const zero = client.predict({ ...request, requestId: "y", horizons: [0] }, { timeoutMs: 20_000 });
  await expect(zero).rejects.toMatchObject(code("protocol/invalid_argument"));
});
