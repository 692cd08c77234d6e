import type { GraphPorts } from "../engine/graph-ports.js";
import { invalidModel, type JsonObject } from "./files.js";
import { isJsonObject, isSide, labelsOf, scaleOf } from "./image-facts.js";
import type { Manifest } from "./manifest.js";

export const detectionTask = "object-detection";

const SUFFIX = "ForObjectDetection";
const INPUT = "pixel_values";
const MASK = "pixel_mask";
const LOGITS = "logits";
const BOXES = "pred_boxes";

/**
 * What the logits of each family mean: shares of all classes and of "no object", which is the last, or a chance for each class by
 * itself. Their keys are `model_type` without its dashes, and so are the architectures' names in lower case.
 */
const scorings: Readonly<Record<string, "softmax" | "sigmoid">> = {
  detr: "softmax",
  yolos: "softmax",
  tabletransformer: "softmax",
  conditionaldetr: "sigmoid",
  deformabledetr: "sigmoid",
  dabdetr: "sigmoid",
  rtdetr: "sigmoid",
  rtdetrv2: "sigmoid",
  dfine: "sigmoid",
};

/** The longest edge of folders that name only the shortest: what DETR was trained with. */
const LONGEST_EDGE = 1333;
/** YOLOS cuts an image into squares of this side, so its processor rounds both sides down to whole ones. */
const YOLOS_PATCH = 16;

export const architecturesOf = ({ architectures }: JsonObject): string[] => [architectures ?? []].flat().map(String);

/** By its architecture, or by its model type if it names none. */
export function isDetector(config: JsonObject): boolean {
  const architectures = architecturesOf(config);
  if (architectures.length > 0) return architectures.some((name) => name.endsWith(SUFFIX));
  return typeof config.model_type === "string" && familyOf(config) in scorings;
}

function familyOf(config: JsonObject): string {
  const architecture = architecturesOf(config)
    .find((name) => name.endsWith(SUFFIX))
    ?.slice(0, -SUFFIX.length);
  return (architecture ?? String(config.model_type)).replaceAll(/[-_]/g, "").toLowerCase();
}

/**
 * The manifest that a detector of the DETR family in the Hugging Face ONNX layout amounts to.
 * @throws `inference/model_invalid`
 */
export function detectionManifestOf(path: string, config: JsonObject, processor: JsonObject): Omit<Manifest, "name"> {
  const family = familyOf(config);
  const scoring = Object.hasOwn(scorings, family) ? scorings[family] : undefined;
  if (!scoring) {
    const known = Object.keys(scorings).join(", ");
    throw invalidModel(path, "config.json", `it is a detector of the family ${family}, and those known are ${known}`);
  }
  const size = sizeOf(path, processor);
  const multipleOf = family === "yolos" && "shortestEdge" in size ? { multipleOf: YOLOS_PATCH } : {};
  const scale = scaleOf(path, processor);
  return {
    task: detectionTask,
    labels: labelsOf(path, config),
    settings: {
      input: { name: INPUT, mask: MASK, layout: "CHW", ...size, ...multipleOf, ...padOf(path, processor), ...scale },
      outputs: { queryLogits: LOGITS, queryBoxes: BOXES },
      scoring,
    },
    ...("width" in size ? { warmUp: { [INPUT]: [3, size.height, size.width] } } : {}),
  };
}

type Size =
  | { readonly width: number; readonly height: number }
  | { readonly shortestEdge: number; readonly longestEdge: number };

/** Both sides, or the edges between which an image keeps its shape; older folders say those as `size` and `max_size`. */
function sizeOf(path: string, { size, max_size, do_resize }: JsonObject): Size {
  if (do_resize === false) {
    throw invalidModel(path, "preprocessor_config.json", "do_resize is false: images of any size are not supported");
  }
  const sides = isJsonObject(size) ? size : { shortest_edge: size };
  const { width, height, shortest_edge: shortestEdge, longest_edge: longestEdge = max_size ?? LONGEST_EDGE } = sides;
  if (isSide(width) && isSide(height)) return { width, height };
  if (isSide(shortestEdge) && isSide(longestEdge)) return { shortestEdge, longestEdge };
  const why = "size must give height and width, or shortest_edge and perhaps longest_edge";
  throw invalidModel(path, "preprocessor_config.json", why);
}

/** What every image is filled up to, at the right and below. */
function padOf(path: string, { pad_size, do_pad }: JsonObject) {
  if (do_pad === false || pad_size === undefined || pad_size === null) return {};
  const { width, height } = isJsonObject(pad_size) ? pad_size : {};
  if (isSide(width) && isSide(height)) return { padTo: { width, height } };
  throw invalidModel(path, "preprocessor_config.json", "pad_size must give height and width");
}

interface DetectionFolder {
  readonly path: string;
  readonly graph: string;
  readonly manifest: Manifest;
}

/**
 * Whether a graph takes and gives what one of the DETR family does, as far as its dimensions tell.
 * @throws `inference/model_invalid`
 */
export function checkDetectionGraph({ path, graph, manifest }: DetectionFolder, { inputs, outputs }: GraphPorts): void {
  const names = (ports: GraphPorts["inputs"]) => ports.map(({ name }) => name).join(", ");
  const image = inputs.find(({ name }) => name === INPUT);
  if (image?.type !== "float32" || image.shape.length !== 4) {
    throw invalidModel(path, graph, `it takes ${names(inputs)}, and no ${INPUT} of floats [batch, 3, height, width]`);
  }
  const other = inputs.find(({ name }) => name !== INPUT && name !== MASK);
  if (other) throw invalidModel(path, graph, `it takes ${other.name} beside ${INPUT} and ${MASK}`);
  const [logits, boxes] = [LOGITS, BOXES].map((wanted) => outputs.find(({ name }) => name === wanted));
  if (logits?.shape.length !== 3 || boxes?.shape.length !== 3) {
    const why = `it gives ${names(outputs)}, and not ${LOGITS} [batch, queries, classes] and ${BOXES} [batch, queries, 4]`;
    throw invalidModel(path, graph, why);
  }
  const classes = (manifest.labels ?? []).length + (manifest.settings.scoring === "softmax" ? 1 : 0);
  const given = logits.shape[2];
  if (typeof given === "number" && given !== classes) {
    throw invalidModel(path, "config.json", `id2label wants ${classes} classes of the graph, which gives ${given}`);
  }
}
