import { boxAround, clipBox, visibleShare } from "../geometry/box.js";
import { apply, compose, type Homography, invert, scaling } from "../geometry/homography.js";
import type { RgbImage } from "../image/rgb-image.js";
import type { LabelledBox } from "../metrics/average-precision.js";
import type { Random } from "../random.js";
import { createCanvas, paintAll, paintOutline } from "./canvas.js";
import { develop } from "./develop.js";
import type { Outline } from "./outlines.js";
import type { Painted, Scene } from "./scene.js";
import { randomView, type View } from "./view.js";

export interface LabelledImage {
  readonly image: RgbImage;
  readonly objects: readonly LabelledBox[];
}

const seen = (outline: Outline, map: Homography): Outline =>
  outline.map((line) => line.map((point) => apply(map, point)));

/** Boxes around the objects as a view shows them, hidden parts included, cut at the image's edges. */
export function boxesIn(scene: Scene, view: View): LabelledBox[] {
  const toFractions = compose(scaling(1 / view.width, 1 / view.height), view.map);
  return scene.objects.map(({ label, outline }) => ({ label, box: boxAround(seen(outline, toFractions).flat()) }));
}

/** An object is in the image or it is not: one that is cut by more than this is neither. */
const LEAST_VISIBLE = 0.85;
const MOST_TRIES = 24;

/** A random view in which all objects are to be seen; the smallest of the views tried if none shows them all. */
function viewOf(scene: Scene, random: Random): View {
  let view = randomView(random);
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    if (boxesIn(scene, view).every(({ box }) => visibleShare(box) >= LEAST_VISIBLE)) return view;
    view = randomView(random);
  }
  const { width, height } = view;
  const fit = Math.min(width, height);
  return { width, height, map: [fit, 0, (width - fit) / 2, 0, fit, (height - fit) / 2, 0, 0, 1] };
}

/** Draws a scene from a random point of view. Another view of the same scene has the same objects in other places. */
export function renderScene(scene: Scene, random: Random): LabelledImage {
  const view = viewOf(scene, random);
  const canvas = createCanvas(view.width, view.height);
  const back = invert(view.map);
  const paint = ({ outline, texture, opacity }: Painted) =>
    paintOutline(canvas, seen(outline, view.map), texture, back, opacity);
  paintAll(canvas, scene.ground, back);
  for (const painted of [...scene.behind, ...scene.objects, ...scene.before]) paint(painted);
  const objects = boxesIn(scene, view).map(({ label, box }) => ({ label, box: clipBox(box) }));
  return { image: develop(canvas, random), objects };
}
