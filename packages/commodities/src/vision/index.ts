import type { LoadOnnxModelOptions } from "@taostack/inference";
import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import type { Commodity } from "../commodity.js";
import { createVisionChallenge, type VisionCheck } from "./challenge.js";
import type { VisionLimits } from "./contract.js";
import { loadVisionModel } from "./model/load.js";
import type { VisionModel } from "./model/vision-model.js";
import { scoreVision, type VisionReference, type VisionTiming } from "./score.js";
import { serveVision } from "./serve.js";
import { verifyVision } from "./verify.js";

export interface VisionMarket {
  Model: VisionModel;
  ModelOptions: LoadOnnxModelOptions;
  Request: VisionRequest;
  Answer: VisionResponse;
  Check: VisionCheck;
  Timing: VisionTiming;
  Reference: VisionReference;
  Limits: VisionLimits;
}

/** The market for vision: an image in, a label's chances or boxes out, judged against images that were made for the occasion. */
export const vision = {
  name: "vision",
  loadModel: loadVisionModel,
  createChallenge: createVisionChallenge,
  serve: serveVision,
  verifyAnswer: verifyVision,
  scoreAnswer: scoreVision,
} as const satisfies Commodity<VisionMarket>;
