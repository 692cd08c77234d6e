import type { VisionRequest } from "@taostack/protocol";
import { parseVisionRequest, refuse } from "./contract.js";
import type { VisionModel } from "./model/vision-model.js";

/** Boxes of an answer to a user who names no number. */
const USUAL_BOXES = 20;

/**
 * A user's request, with all labels that the validator's model knows where the user names none.
 * @throws `protocol/invalid_argument`, also for a task that the validator's model does not do and so could not judge.
 */
export function admitVision(request: VisionRequest, model: VisionModel): VisionRequest {
  const labels = request.labels.length > 0 ? request.labels : [...model.labels];
  const maxBoxes = request.task === "detection" && request.maxBoxes === 0 ? USUAL_BOXES : request.maxBoxes;
  const filled = { ...request, labels, maxBoxes };
  const { kind } = parseVisionRequest(filled);
  if (!model.kinds.includes(kind)) refuse(`task is "${kind}"`, `Here is only ${model.kinds.join(" or ")}.`);
  return filled;
}
