import { type NeuronChannel, type NeuronServer, VisionService } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerVision,
  createVisionChallenge,
  createVisionChallenges,
  defaultVisionLimits,
  errorsOf,
  findCopies,
  type MinerErrors,
  summariseVision,
  type VisionChallenge,
  type VisionModel,
  vision,
} from "../../src/index.js";
import { decodeImage } from "../../src/vision/image/decode.js";
import { serveMarket } from "../support/over-channel.js";

const challenges = Array.from({ length: 400 }, (_, seed) => createVisionChallenge(50_000 + seed));
const { signal } = new AbortController();
const answer = (model: VisionModel, { request }: VisionChallenge) =>
  answerVision(model, request, defaultVisionLimits, signal);

async function measure(model: VisionModel) {
  const answered = [];
  let total = 0;
  for (const challenge of challenges) {
    const response = await answer(model, challenge);
    total += vision.scoreAnswer({ challenge, answer: response, reference: {} }).total / challenges.length;
    answered.push({ request: challenge.request, check: challenge.check!, answer: response });
  }
  const { classification, detection } = summariseVision(answered);
  return { total, classification: classification!, detection: detection! };
}

describe("the vision market, with the bundled models", { timeout: 120_000 }, () => {
  let models: VisionModel[];
  let reference: VisionModel;
  beforeAll(async () => {
    models = await Promise.all(
      ["tao-vision", "tao-vision-small", "tao-vision-mini"].map((name) => vision.loadModel(name)),
    );
    reference = models[0]!;
  });
  afterAll(async () => {
    await Promise.all(models?.map((model) => model.dispose()) ?? []);
  });

  it("ranks the three models by their strength", async () => {
    const [full, small, mini] = [await measure(models[0]!), await measure(models[1]!), await measure(models[2]!)];
    expect(full.classification.accuracy).toBeGreaterThanOrEqual(0.96);
    expect(full.total).toBeGreaterThan(small.total + 0.02);
    expect(small.total).toBeGreaterThan(mini.total + 0.02);
    expect(full.detection.ap!).toBeGreaterThan(small.detection.ap!);
    expect(small.detection.ap!).toBeGreaterThan(mini.detection.ap!);
    expect(full.classification.calibration.ece).toBeLessThan(0.06);
  });

  it("gives int8 weights little less than full ones", async () => {
    const quantised = await vision.loadModel("tao-vision", { dtype: "q8" });
    const [full, int8] = [await measure(reference), await measure(quantised)];
    expect(int8.total).toBeGreaterThan(0.95 * full.total);
    await quantised.dispose();
  });

  it("judges a user's image by the validator's own model", async () => {
    for (const { request } of challenges.slice(0, 20)) {
      const own = await vision.verifyAnswer(reference, { request, answer: await answer(reference, { request }) });
      const other = await vision.verifyAnswer(reference, { request, answer: await answer(models[2]!, { request }) });
      expect(own.total).toBeGreaterThan(0.999);
      expect(other.total).toBeLessThanOrEqual(1);
    }
  });

  it("chooses among the labels asked for, and guesses evenly where it knows none", async () => {
    const { request, check } = challenges.find((each) => each.check?.label === "star")!;
    const { labels } = await answer(reference, { request: { ...request, labels: ["star", "fish", "unicorn"] } });
    expect(labels.map(({ label }) => label)).toEqual(["star", "fish", "unicorn"]);
    expect(labels.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(labels[0]!.probability).toBeGreaterThan(0.5);
    expect(labels[2]!.probability).toBe(0);
    expect(check?.label).toBe("star");
    const strange = await answer(reference, { request: { ...request, labels: ["unicorn", "yeti"] } });
    expect(strange.labels.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  });

  it("keeps to the number of boxes asked for", async () => {
    const { request } = challenges.find(({ check }) => (check?.objects?.length ?? 0) >= 4)!;
    const { boxes } = await answer(reference, { request: { ...request, maxBoxes: 2 } });
    expect(boxes.length).toBeLessThanOrEqual(2);
  });

  it("answers about large images of any shape", async () => {
    const source = challenges.find(({ check }) => check?.label !== undefined)!;
    const { width, height } = await decodeImage(source.request.image, { maxPixels: 2 ** 20 });
    const { default: sharp } = await import("sharp");
    const image = await sharp(source.request.image)
      .resize(12 * width, 8 * height, { fit: "fill" })
      .jpeg()
      .toBuffer();
    const { usage, labels } = await answer(reference, { request: { ...source.request, image } });
    expect(usage).toEqual({ width: 12 * width, height: 8 * height });
    expect(labels.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
  });

  it("stops when the caller is gone, and says so when the model is", async () => {
    const gone = AbortSignal.abort(new Error("gone"));
    const request = challenges[0]!.request;
    await expect(answerVision(reference, request, defaultVisionLimits, gone)).rejects.toThrow("gone");
    const other = await vision.loadModel("tao-vision-mini");
    await other.dispose();
    await expect(answer(other, { request })).rejects.toMatchObject({ data: { code: "protocol/unavailable" } });
  });

  it("tells two miners with one model from one that passes on another's answers", async () => {
    const field: Record<string, Map<string, readonly number[]>> = {
      first: new Map(),
      second: new Map(),
      copier: new Map(),
    };
    const note = (miner: string, scene: string, view: VisionChallenge, given: Awaited<ReturnType<typeof answer>>) => {
      const errors = errorsOf(view.request, view.check!, given);
      if (errors) field[miner]!.set(scene, errors);
    };
    for (let seed = 70_000; seed < 70_160; seed++) {
      const [view, other] = createVisionChallenges(seed, 2) as [VisionChallenge, VisionChallenge];
      if (view.check?.objects) continue;
      const given = await answer(models[2]!, view);
      note("first", `${seed}`, view, given);
      note("second", `${seed}`, other, await answer(models[2]!, other));
      note("copier", `${seed}`, other, given);
    }
    const miners = Object.entries(field).map(
      ([miner, errors], index): MinerErrors => ({ miner, answeredMs: index, errors }),
    );
    expect(findCopies(miners).map(({ earlier, later }) => [earlier, later])).toEqual([["first", "copier"]]);
  });
});

describe("vision over an authenticated channel", () => {
  let model: VisionModel;
  let server: NeuronServer;
  let channel: NeuronChannel;
  beforeAll(async () => {
    model = await vision.loadModel("tao-vision-small");
    const served = await serveMarket(vision.serve(model));
    server = served.server;
    channel = await served.connect("//Alice");
  });
  afterAll(async () => {
    channel?.close();
    await server?.stop();
    await model?.dispose();
  });

  it("carries answers that score as those made here", async () => {
    for (const challenge of challenges.slice(0, 10)) {
      const response = await channel.client(VisionService).recognise(challenge.request);
      const here = await vision.verifyAnswer(model, { ...challenge, answer: await answer(model, challenge) });
      const there = await vision.verifyAnswer(model, { ...challenge, answer: response });
      expect(there.total).toBeCloseTo(here.total, 4);
    }
  });

  it("answers many at once", async () => {
    const answers = await Promise.all(
      challenges.slice(0, 32).map(({ request }) => channel.client(VisionService).recognise(request)),
    );
    expect(answers).toHaveLength(32);
  });
});
