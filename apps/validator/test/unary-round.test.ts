import {
  answerVision,
  createVisionChallenges,
  defaultVisionLimits,
  seededRandom,
  type VisionModel,
  vision,
} from "@taostack/commodities";
import { silentLogger } from "@taostack/primitives";
import type { NeuronChannel, VisionRequest, VisionResponse } from "@taostack/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runUnaryRound } from "../src/competition/unary-round.js";
import type { CallableMiner } from "../src/miners/link.js";

type Answer = (request: VisionRequest) => Promise<VisionResponse>;

/** A miner in this process: its channel gives a client that answers by itself. */
function minerThat(hotkey: string, answer: Answer): CallableMiner {
  const channel = { client: () => ({ recognise: answer }) } as unknown as NeuronChannel;
  return {
    uid: 0,
    hotkey,
    reachable: true,
    lastAskedMs: 0,
    call: (work, options) => work(channel, options),
    generate: () => {
      throw new Error("asked for text");
    },
  };
}

let model: VisionModel;
beforeAll(async () => {
  model = await vision.loadModel("tao-vision-mini");
});
afterAll(() => model.dispose());

it("sets each miner its own image, and pays nothing to who passes on another's answers", async () => {
  const { signal } = new AbortController();
  const honest: Answer = (request) => answerVision(model, request, defaultVisionLimits, signal);
  let passed: Promise<VisionResponse>;
  const seen: VisionRequest[] = [];
  let clock = 0;
  const miners = [
    minerThat("source", (request) => {
      seen.push(request);
      passed = honest(request);
      return passed;
    }),
    minerThat("copier", async (request) => {
      seen.push(request);
      const answer = await passed;
      clock += 10;
      return answer;
    }),
    minerThat("third", honest),
  ];
  const verdicts = new Map<string, { score: number; explanation: string }>();
  // Every round shows views of one scene: those from which copies are told.
  const shared = { ...vision, createChallenges: createVisionChallenges };
  const modules = {
    now: () => clock,
    random: seededRandom(8),
    watch: vision.createWatch(),
    onVerdict: (answer: { miner: { hotkey: string } }, verdict: { score: number; explanation: string }) =>
      void verdicts.set(answer.miner.hotkey, verdict),
    logger: silentLogger,
  };
  for (let round = 0; round < 20; round++) {
    await runUnaryRound(shared, model, miners, modules, { timeoutMs: 10_000 }, signal);
  }
  expect(new Set(seen.map(({ image }) => Buffer.from(image).toString("base64"))).size).toBe(40);
  expect(verdicts.get("copier")).toMatchObject({ score: 0, explanation: expect.stringContaining("source") });
  expect(verdicts.get("source")?.explanation).not.toContain("copier");
  expect(verdicts.get("third")?.explanation).not.toContain("source");
});
