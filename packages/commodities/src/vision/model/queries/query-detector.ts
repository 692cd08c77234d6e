import type { CallOptions, ModelTensor, OnnxModel, TensorInfo } from "@taostack/inference";
import { protocolError } from "@taostack/protocol";
import type { ImageSize } from "../../image/decode.js";
import { decodedImage, pixelTensor } from "../pixels.js";
import { badVisionModel } from "../settings.js";
import type { VisionModel } from "../vision-model.js";
import { queryBoxes } from "./boxes.js";
import { type Framed, frameOf, maskTensor } from "./frame.js";
import { parseQuerySettings } from "./settings.js";

/**
 * A detector of the DETR family: its boxes are shares of the image, wherever that stands in the frame.
 * @throws `commodities/bad_vision_model`
 */
export function queryDetectorFromOnnx(model: OnnxModel): VisionModel {
  const { name, hash, dtype, labels = [] } = model.card;
  const settings = parseQuerySettings(name, model.card.settings);
  if (labels.length === 0) throw badVisionModel(name, "labels", "must name what the model can see");
  const { input, outputs, scoring } = settings;
  const pixels = portOf(name, "settings.input.name", model.inputs, input.name);
  for (const output of [outputs.queryLogits, outputs.queryBoxes]) {
    portOf(name, "settings.outputs", model.outputs, output);
  }
  const mask = model.inputs.find((port) => port.name === input.mask);
  const rules = { input, fixed: wholeSize(sidesOf(pixels)), isMasked: mask !== undefined };
  const classes = labels.length + (scoring === "softmax" ? 1 : 0);

  const detect = async (file: Uint8Array, { signal }: CallOptions = {}) => {
    signal?.throwIfAborted();
    let framed: Framed | undefined;
    const image = await decodedImage(file, (own) => {
      framed = frameOf(own, rules);
      return framed.content;
    });
    const { frame } = framed ?? { frame: image };
    const feeds: Record<string, ModelTensor> = { [input.name]: pixelTensor(image, input, frame) };
    if (mask) feeds[mask.name] = maskTensor({ content: image, frame }, mask.type, sidesOf(mask));
    const given = await model.run(feeds, signal ? { signal, transfer: true } : { transfer: true });
    const [logits, boxes] = [numbers(given[outputs.queryLogits]), numbers(given[outputs.queryBoxes])];
    if (logits.length !== (boxes.length / 4) * classes) {
      throw badVisionModel(name, "labels", `must be as many as the graph's classes: it gives ${logits.length} logits`);
    }
    return { boxes: queryBoxes({ logits, boxes }, labels, settings) };
  };

  return {
    card: { name, hash, dtype },
    labels,
    kinds: ["detection"],
    classify: async () => {
      const remedy = "Ask it for detection.";
      throw protocolError("protocol/unimplemented", `${name} does no classification. ${remedy}`, { remedy });
    },
    detect,
    dispose: () => model.dispose(),
  };
}

function portOf(model: string, field: string, ports: readonly TensorInfo[], wanted: string): TensorInfo {
  const port = ports.find(({ name }) => name === wanted);
  if (!port) throw badVisionModel(model, field, `names ${wanted}, which the graph does not have`);
  return port;
}

/** The last two dimensions, where they are numbers. */
function sidesOf({ dims }: TensorInfo): Partial<ImageSize> {
  const [height, width] = dims.slice(-2);
  return {
    ...(typeof height === "number" ? { height } : {}),
    ...(typeof width === "number" ? { width } : {}),
  };
}

const wholeSize = ({ width, height }: Partial<ImageSize>): ImageSize | undefined =>
  width === undefined || height === undefined ? undefined : { width, height };

const numbers = (tensor: ModelTensor | undefined): number[] => Array.from(tensor?.data ?? [], Number);
