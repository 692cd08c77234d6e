import type { VisionResponse } from "@taostack/protocol";
import { VisionResponse as Codec } from "@taostack/protocol";
import type { ScoredBox } from "../../../src/index.js";

/** As it arrives: in single precision. */
const overTheWire = (response: VisionResponse): VisionResponse => Codec.decode(Codec.encode(response));

export const distribution = (labels: readonly string[], probabilities: readonly number[]): VisionResponse =>
  overTheWire({
    labels: labels.map((label, index) => ({ label, probability: probabilities[index] ?? 0 })),
    boxes: [],
    usage: undefined,
  });

export const boxes = (found: readonly ScoredBox[]): VisionResponse =>
  overTheWire({
    labels: [],
    boxes: found.map(({ label, confidence, box }) => ({ label, confidence, ...box })),
    usage: undefined,
  });
