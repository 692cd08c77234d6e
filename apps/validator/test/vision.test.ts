import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerVision, defaultVisionLimits, vision } from "@taostack/commodities";
import { eventually, hasSecondLoopback, RecordingLogger, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import {
  type CallContext,
  implementService,
  type VisionRequest,
  type VisionResponse,
  VisionService,
} from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningValidator, startValidator } from "../src/index.js";
import { registerHotkey, useMarket, weightsOf } from "./support/market.js";
import { serveMiner } from "./support/serve-miner.js";

const market = useMarket();
type Recognise = (request: VisionRequest, context: CallContext) => Promise<VisionResponse>;

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a validator of vision", () => {
  const closing: (() => Promise<unknown>)[] = [];
  const hotkeys = new Map<string, string>();
  let validator: RunningValidator;

  async function startMiner(name: string, recognise: Recognise): Promise<void> {
    const signer = await registerHotkey(market(), `//${name}`);
    const server = await serveMiner(market(), signer, implementService(VisionService, { recognise }));
    closing.push(() => server.stop());
    hotkeys.set(name, signer.address);
  }

  beforeAll(async () => {
    const model = await vision.loadModel("tao-vision");
    closing.push(() => model.dispose());
    await startMiner("good", (request, { signal }) => answerVision(model, request, defaultVisionLimits, signal));
    // The cheapest answer: no label, and a speck for a box. None at all would be right of an image without objects, as one in 24 is.
    const speck = { confidence: 1, left: 0, top: 0, right: 0.01, bottom: 0.01 };
    await startMiner("empty", async ({ task, labels: [label = ""] }) => ({
      labels: [],
      boxes: task === "detection" ? [{ label, ...speck }] : [],
    }));
    const folder = await mkdtemp(join(tmpdir(), "validator-vision-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const { client: chain, netuid, validator: signer } = market();
    validator = await startValidator(
      {
        netuid,
        commodity: "vision",
        gateways: [],
        host: SECOND_LOOPBACK,
        port: 0,
        statePath: join(folder, "state.json"),
        challengeIntervalMs: 20,
        sampleSize: 2,
        answerTimeoutMs: 5_000,
        minSamples: 3,
        movingAverageAlpha: 0.1,
        metricsPort: 0,
      },
      { chain, signer, logger: new RecordingLogger() },
    );
  });

  afterAll(async () => {
    await validator?.stop();
    for (const close of closing.reverse()) await close();
  });

  const standing = (name: string) => validator.standings().find(({ hotkey }) => hotkey === hotkeys.get(name));
  const average = (name: string) => standing(name)?.average ?? -1;

  it("tells a model from who says nothing of anything", async () => {
    const samples = () => Math.min(...[...hotkeys.keys()].map((name) => standing(name)?.samples ?? 0));
    await eventually("four scores of each", () => (samples() >= 4 ? true : undefined), 50_000);
    expect(average("good")).toBeGreaterThan(0.1);
    expect(average("empty")).toBe(0);
  });

  it("pays them so on the chain", async () => {
    const { client, net, netuid, validator: signer } = market();
    const { hotkeys: known } = await client.metagraph(netuid);
    const uid = (name: string) => known.indexOf(hotkeys.get(name)!);
    const row = await eventually(
      "weights for the good miner",
      async () => {
        await net.mine(1);
        const found = await weightsOf(market(), known.indexOf(signer.address));
        return found?.uids.includes(uid("good")) ? found : undefined;
      },
      20_000,
    );
    const weight = (name: string) => row.weights[row.uids.indexOf(uid(name))] ?? 0;
    expect(weight("good")).toBe(65_535);
    expect(weight("empty")).toBe(0);
  });
});
