import type { CallOptions, ModelTensor, OnnxModel } from "@taostack/inference";
import type { VisionKind } from "../contract.js";
import { clipBox } from "../geometry/box.js";
import type { ScoredBox } from "../metrics/average-precision.js";
import { decodedImage, pixelTensor } from "./pixels.js";
import { queryDetectorFromOnnx } from "./queries/query-detector.js";
import { hasQueries } from "./queries/settings.js";
import { badVisionModel, parseVisionSettings, type VisionSettings } from "./settings.js";
import { suppressOverlaps } from "./suppress.js";
import type { VisionModel } from "./vision-model.js";

/** Boxes that are compared with one another at most; the time for that grows with their square. */
const MOST_CANDIDATES = 400;

/**
 * A vision model of a graph whose manifest says how to use it.
 * @throws `commodities/bad_vision_model`
 */
export function visionModelFromOnnx(model: OnnxModel): VisionModel {
  if (hasQueries(model.card.settings)) return queryDetectorFromOnnx(model);
  const { name, hash, dtype, labels = [] } = model.card;
  const settings = parseVisionSettings(name, model.card.settings);
  if (labels.length === 0) throw badVisionModel(name, "labels", "must name what the model can see");
  const { outputs } = settings;
  for (const output of Object.values(outputs)) {
    if (!model.outputs.some((each) => each.name === output)) {
      throw badVisionModel(name, "settings.outputs", `names ${output}, which the graph does not give`);
    }
  }
  const run = async (file: Uint8Array, { signal }: CallOptions = {}) => {
    signal?.throwIfAborted();
    const input = pixelTensor(await decodedImage(file, settings.input), settings.input);
    return model.run({ [settings.input.name]: input }, signal ? { signal, transfer: true } : { transfer: true });
  };
  const kinds: VisionKind[] = [];
  if (outputs.probabilities ?? outputs.logits) kinds.push("classification");
  if (outputs.boxes) kinds.push("detection");
  return {
    card: { name, hash, dtype },
    labels,
    kinds,
    classify: async (file, options) => ({ probabilities: probabilitiesOf(await run(file, options), settings) }),
    detect: async (file, options) => ({ boxes: boxesOf(await run(file, options), settings, labels) }),
    dispose: () => model.dispose(),
  };
}

type Outputs = Readonly<Record<string, ModelTensor>>;

const numbers = (tensor: ModelTensor | undefined): number[] => Array.from(tensor?.data ?? [], Number);

function probabilitiesOf(outputs: Outputs, { outputs: names }: VisionSettings): number[] {
  if (names.probabilities !== undefined) return numbers(outputs[names.probabilities]);
  const logits = numbers(outputs[names.logits ?? ""]);
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function boxesOf(outputs: Outputs, settings: VisionSettings, labels: readonly string[]): ScoredBox[] {
  const [edges, scores] = [
    numbers(outputs[settings.outputs.boxes ?? ""]),
    numbers(outputs[settings.outputs.scores ?? ""]),
  ];
  const candidates = scores.flatMap((confidence, index): ScoredBox[] => {
    if (!(confidence >= settings.leastConfidence)) return [];
    const [row, label] = [Math.floor(index / labels.length), labels[index % labels.length]!];
    const [left, top, right, bottom] = edges.slice(4 * row, 4 * row + 4) as [number, number, number, number];
    const box = clipBox({ left, top, right, bottom });
    return box.left < box.right && box.top < box.bottom ? [{ label, confidence: Math.min(1, confidence), box }] : [];
  });
  const likeliest = candidates.sort((a, b) => b.confidence - a.confidence).slice(0, MOST_CANDIDATES);
  return suppressOverlaps(likeliest, settings.mostOverlap);
}
