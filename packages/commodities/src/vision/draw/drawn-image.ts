import type { VisionKind } from "../contract.js";
import { type Encoding, encodeImage } from "../image/encode.js";
import type { LabelledBox } from "../metrics/average-precision.js";
import { integer, type Random } from "../random.js";
import { renderScene } from "./render.js";
import { randomCrowd, randomPortrait, type Scene } from "./scene.js";

/** A file with what is known of it. */
export interface LabelledFile {
  readonly file: Uint8Array;
  readonly objects: readonly LabelledBox[];
}

/** PNG one time in four, else JPEG from coarse to fine. */
export const randomEncoding = (random: Random): Encoding =>
  random() < 0.25 ? { format: "png" } : { format: "jpeg", quality: integer(random, 40, 95) };

/** One object to classify, or up to six to find. */
export const randomScene = (random: Random, kind: VisionKind): Scene =>
  kind === "classification" ? randomPortrait(random) : randomCrowd(random);

/** A scene from a random point of view, as a file. */
export function photograph(scene: Scene, random: Random): LabelledFile {
  const { image, objects } = renderScene(scene, random);
  return { file: encodeImage(image, randomEncoding(random)), objects };
}
