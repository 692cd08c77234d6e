import type { LoadOnnxModelOptions } from "@taostack/inference";
import { type VisionRequest, type VisionResponse, VisionService } from "@taostack/protocol";
import { type AnswerTiming, answerTimingOf } from "../speed.js";
import type { UnaryCommodity } from "../unary-commodity.js";
import { admitVision } from "./admit.js";
import { createVisionChallenge, createVisionRound, type VisionCheck } from "./challenge.js";
import type { VisionLimits } from "./contract.js";
import { CopyWatch } from "./copy-watch.js";
import { disguiseVision } from "./disguise.js";
import { loadVisionModel, referenceVisionModel } from "./model/load.js";
import type { VisionModel } from "./model/vision-model.js";
import { scoreVision, type VisionReference } from "./score.js";
import { serveVision } from "./serve.js";
import { verifyVision } from "./verify.js";

export interface VisionMarket {
  Model: VisionModel;
  ModelOptions: LoadOnnxModelOptions;
  Request: VisionRequest;
  Answer: VisionResponse;
  Check: VisionCheck;
  Timing: AnswerTiming;
  Reference: VisionReference;
  Limits: VisionLimits;
}

/** The market for vision: an image in, a label's chances or boxes out, judged against images that were made for the occasion. */
export const vision = {
  name: "vision",
  referenceModel: referenceVisionModel,
  loadModel: loadVisionModel,
  createChallenge: createVisionChallenge,
  createChallenges: createVisionRound,
  createWatch: () => new CopyWatch(),
  admit: admitVision,
  disguise: disguiseVision,
  messageBytes: { request: 4 * 1024 * 1024, answer: 256 * 1024 },
  serve: serveVision,
  verifyAnswer: verifyVision,
  scoreAnswer: scoreVision,
  ask: (channel, request, options) => channel.client(VisionService).recognise(request, options),
  timingOf: answerTimingOf,
} as const satisfies UnaryCommodity<VisionMarket>;
