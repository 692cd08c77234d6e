import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  answerTranslation,
  createTranslationChallenge,
  defaultTranslationLimits,
  translation,
} from "@taostack/commodities";
import { eventually, hasSecondLoopback, RecordingLogger, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import {
  type CallContext,
  implementService,
  type TranslationRequest,
  type TranslationResponse,
  TranslationService,
  ValidatorService,
} from "@taostack/protocol";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningValidator, startValidator } from "../src/index.js";
import { answerOf, connectTo } from "./support/ask.js";
import { registerHotkey, useMarket, weightsOf } from "./support/market.js";
import { serveMiner } from "./support/serve-miner.js";

const market = useMarket();
type Translate = (request: TranslationRequest, context: CallContext) => Promise<TranslationResponse>;

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a validator of translation", () => {
  const closing: (() => Promise<unknown>)[] = [];
  const hotkeys = new Map<string, string>();
  let validator: RunningValidator;
  let gateway: Keypair;

  async function startMiner(name: string, translate: Translate): Promise<void> {
    const signer = await registerHotkey(market(), `//${name}`);
    const server = await serveMiner(market(), signer, implementService(TranslationService, { translate }));
    closing.push(() => server.stop());
    hotkeys.set(name, signer.address);
  }

  beforeAll(async () => {
    const [good, weak] = await Promise.all(
      ["tao-translate", "tao-translate-mini"].map((name) => translation.loadModel(name)),
    );
    const serve =
      (model = good): Translate =>
      (request, { signal }) =>
        answerTranslation(model!, request, defaultTranslationLimits, signal);
    closing.push(
      () => good!.dispose(),
      () => weak!.dispose(),
    );
    const usage = { sourceTokens: 1, targetTokens: 1 };
    await startMiner("good", serve(good));
    await startMiner("weak", serve(weak));
    await startMiner("copying", async ({ text }) => ({ text, usage }));
    await startMiner(
      "hanging",
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    const folder = await mkdtemp(join(tmpdir(), "validator-translation-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const { client: chain, netuid, validator: signer } = market();
    gateway = await createKeypairFromUri("//gateway");
    validator = await startValidator(
      {
        netuid,
        commodity: "translation",
        gateways: [gateway.address],
        host: SECOND_LOOPBACK,
        port: 0,
        statePath: join(folder, "state.json"),
        challengeIntervalMs: 50,
        answerTimeoutMs: 2_000,
        minSamples: 5,
        movingAverageAlpha: 0.2,
        metricsPort: 0,
      },
      { chain, signer, logger: new RecordingLogger() },
    );
  });

  afterAll(async () => {
    await validator?.stop();
    for (const close of closing.reverse()) await close();
  });

  it("tells good translators from weak ones, and both from those that copy or hang", async () => {
    const average = (name: string) =>
      validator.standings().find(({ hotkey }) => hotkey === hotkeys.get(name))?.average ?? -1;
    const samples = () =>
      Math.min(
        ...[...hotkeys.values()].map(
          (hotkey) => validator.standings().find((one) => one.hotkey === hotkey)?.samples ?? 0,
        ),
      );
    await eventually("five scores of each", () => (samples() >= 5 ? true : undefined), 50_000);
    expect(average("good")).toBeGreaterThan(average("weak"));
    expect(average("weak")).toBeGreaterThan(average("copying"));
    expect(average("copying")).toBeLessThan(0.1);
    expect(average("hanging")).toBe(0);
  });

  it("pays them so on the chain", async () => {
    const { client, net, netuid, validator: signer } = market();
    const { hotkeys: known } = await client.metagraph(netuid);
    const uid = (name: string) => known.indexOf(hotkeys.get(name)!);
    const row = await eventually(
      "weights for the weak miner",
      async () => {
        await net.mine(1);
        const found = await weightsOf(market(), known.indexOf(signer.address));
        return found?.uids.includes(uid("weak")) ? found : undefined;
      },
      20_000,
    );
    const weight = (name: string) => row.weights[row.uids.indexOf(uid(name))] ?? 0;
    expect(weight("good")).toBeGreaterThan(weight("weak"));
    expect(weight("copying")).toBeLessThan(weight("weak") / 2);
  });

  it("answers users by the best of its miners, and counts that too", async () => {
    const channel = await connectTo(market(), validator, gateway);
    const { translate } = channel.client(ValidatorService);
    const { text, sourceLanguage, targetLanguage } = createTranslationChallenge(7).request;
    const request = { requestId: "from-the-gateway", text, sourceLanguage, targetLanguage };
    const samples = () => validator.standings().reduce((sum, one) => sum + one.samples, 0);
    const before = samples();
    const { answer, provenance } = await translate({ ...request, model: "tao-translate" }, { timeoutMs: 20_000 });
    expect(answer?.text).toMatch(/\w+ \w+/);
    expect(provenance?.requestId).toBe("from-the-gateway");
    expect(["good", "weak"].map((name) => hotkeys.get(name))).toContain(provenance?.winnerHotkey);
    expect(provenance?.miners).toHaveLength(3);
    const won = provenance!.miners.find(({ hotkey }) => hotkey === provenance!.winnerHotkey)!;
    expect(won).toMatchObject({ outcome: "won", totalMs: won.firstTokenMs });
    expect(won.score).toBeGreaterThan(0.2);
    expect(samples()).toBeGreaterThan(before);

    const refused = (change: object) => translate({ ...request, ...change }, { timeoutMs: 20_000 });
    const invalid = { data: { code: "protocol/invalid_argument" } };
    await expect(refused({ targetLanguage: "tlh" })).rejects.toMatchObject(invalid);
    await expect(refused({ text: "a\u0007b" })).rejects.toMatchObject(invalid);
    await expect(refused({ text: "word ".repeat(399) }), "longer than the reference reads").rejects.toMatchObject(
      invalid,
    );
    const notFound = { data: { code: "protocol/not_found" } };
    await expect(refused({ model: "babel" })).rejects.toMatchObject(notFound);
    await channel.close();
  });

  it("takes nothing of other markets", async () => {
    const channel = await connectTo(market(), validator, gateway);
    const notFound = { data: { code: "protocol/not_found" } };
    await expect(answerOf(channel)).rejects.toMatchObject(notFound);
    await expect(channel.client(ValidatorService).recognise({})).rejects.toMatchObject(notFound);
    await expect(channel.client(ValidatorService).predict({})).rejects.toMatchObject(notFound);
    await channel.close();
  });
});
