import {
  implementService,
  protocolError,
  type ServiceImplementation,
  type VisionRequest,
  type VisionResponse,
  VisionService,
} from "@taostack/protocol";
import { toProtocolError } from "../text/serve.js";
import { defaultVisionLimits, parseVisionRequest, type VisionLimits, type VisionTask } from "./contract.js";
import type { ScoredBox } from "./metrics/average-precision.js";
import type { VisionModel } from "./model/vision-model.js";

/** The miner's side of vision: checks a request before decoding it, answers with what the model sees, stops when the caller is gone. */
export function serveVision(model: VisionModel, limits: Partial<VisionLimits> = {}): ServiceImplementation {
  const all = { ...defaultVisionLimits, ...limits };
  return implementService(VisionService, {
    recognise: (request, { signal }) => answerVision(model, request, all, signal),
  });
}

/** One request, one answer. */
export async function answerVision(
  model: VisionModel,
  request: VisionRequest,
  limits: VisionLimits,
  signal: AbortSignal,
): Promise<VisionResponse> {
  const task = parseVisionRequest(request, limits);
  if (!model.kinds.includes(task.kind)) {
    const remedy = `Ask it for ${model.kinds.join(" or ")}.`;
    throw protocolError("protocol/unimplemented", `This miner's model does no ${task.kind}. ${remedy}`, { remedy });
  }
  const { width, height } = task.header;
  const usage = { width, height };
  try {
    if (task.kind === "detection") {
      const { boxes } = await model.detect(task.image, { signal });
      return { labels: [], boxes: chosenBoxes(boxes, task), usage };
    }
    const { probabilities } = await model.classify(task.image, { signal });
    return { labels: amongLabels(model.labels, probabilities, task.labels), boxes: [], usage };
  } catch (error) {
    throw signal.aborted ? error : toProtocolError(error);
  }
}

/** What a model believes if only some labels can be; an even guess if it knows none of them. */
function amongLabels(
  known: readonly string[],
  probabilities: readonly number[],
  asked: readonly string[],
): VisionResponse["labels"] {
  const values = asked.map((label) => probabilities[known.indexOf(label)] ?? 0);
  const sum = values.reduce((total, value) => total + value, 0);
  return asked.map((label, index) => ({ label, probability: sum > 0 ? values[index]! / sum : 1 / asked.length }));
}

/** The most confident of the boxes whose labels were asked for. */
function chosenBoxes(boxes: readonly ScoredBox[], { labels, maxBoxes }: VisionTask): VisionResponse["boxes"] {
  return boxes
    .filter(({ label }) => labels.includes(label))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, maxBoxes)
    .map(({ label, confidence, box }) => ({ label, confidence, ...box }));
}
