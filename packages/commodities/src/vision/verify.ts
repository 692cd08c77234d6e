import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import type { Evidence, VerifyOptions } from "../commodity.js";
import type { AnswerTiming } from "../speed.js";
import type { VisionCheck } from "./challenge.js";
import { defaultVisionLimits } from "./contract.js";
import type { VisionModel } from "./model/vision-model.js";
import { scoreVision, type VisionScore } from "./score.js";
import { answerVision } from "./serve.js";

export type VisionEvidence = Evidence<VisionRequest, VisionResponse, VisionCheck, AnswerTiming>;

/**
 * Judges an answer. The validator's model is asked only where nothing is known of the image.
 * @throws `protocol/invalid_argument` if such a request is not one that a miner has to serve; what the model throws.
 */
export async function verifyVision(
  model: VisionModel,
  { request, check, answer, timing }: VisionEvidence,
  { signal = new AbortController().signal }: VerifyOptions = {},
): Promise<VisionScore> {
  const reference = check ? {} : { answer: await answerVision(model, request, defaultVisionLimits, signal) };
  return scoreVision({
    challenge: { request, ...(check ? { check } : {}) },
    answer,
    reference,
    ...(timing ? { timing } : {}),
  });
}
