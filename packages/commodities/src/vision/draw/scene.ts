import { boxAround, iou } from "../geometry/box.js";
import {
  apply,
  compose,
  type Homography,
  type Point,
  rotation,
  scaling,
  shearing,
  tilting,
  translation,
} from "../geometry/homography.js";
import { between, integer, pick, type Random } from "../random.js";
import { type DrawnLabel, drawnLabels } from "./labels.js";
import { type Outline, outlineOf } from "./outlines.js";
import { type Colour, plainTexture, randomColour, randomGround, randomSurface, type Texture } from "./texture.js";

/** Anything that is painted, in the coordinates of the scene: x and y from 0 to 1 are what a view shows at least. */
export interface Painted {
  readonly outline: Outline;
  readonly texture: Texture;
  readonly opacity: number;
}

export interface SceneObject extends Painted {
  readonly label: DrawnLabel;
}

/** What is to be seen, before it is known from where. */
export interface Scene {
  readonly ground: Texture;
  /** Under the objects. */
  readonly behind: readonly Painted[];
  readonly objects: readonly SceneObject[];
  /** Over them. */
  readonly before: readonly Painted[];
}

const mapped = (outline: Outline, map: Homography): Outline =>
  outline.map((line) => line.map((point) => apply(map, point)));

/** Turned, stretched and tilted at random. `radius` is half of its size. */
function randomPose(random: Random, [x, y]: Point, radius: number): Homography {
  const stretch = between(random, 0.85, 1.18);
  return compose(
    translation(x, y),
    scaling(radius, radius),
    rotation(random() * 2 * Math.PI),
    tilting(between(random, -0.15, 0.15), between(random, -0.15, 0.15)),
    shearing(between(random, -0.12, 0.12)),
    scaling(stretch, 1 / stretch),
  );
}

function randomObject(random: Random, ground: Texture, place: Point, radius: number): SceneObject {
  const label = pick(random, drawnLabels);
  const outline = mapped(outlineOf(label), randomPose(random, place, radius));
  return { label, outline, texture: randomSurface(random, ground), opacity: 1 };
}

/** A thin line, or a small shape without a name. */
function randomLitter(random: Random): Painted {
  const place: Point = [between(random, -0.1, 1.1), between(random, -0.1, 1.1)];
  const texture = plainTexture(randomColour(random));
  const opacity = between(random, 0.5, 1);
  if (random() < 0.5) {
    const bar: Point[] = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ];
    const [length, width] = [between(random, 0.1, 0.6), between(random, 0.004, 0.014)];
    const pose = compose(translation(...place), rotation(random() * Math.PI), scaling(length, width));
    return { outline: mapped([bar], pose), texture, opacity };
  }
  const corners = integer(random, 5, 8);
  const blot = Array.from({ length: corners }, (_, index): Point => {
    const [angle, distance] = [(2 * Math.PI * index) / corners, between(random, 0.3, 1)];
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  });
  const size = between(random, 0.012, 0.04);
  return { outline: mapped([blot], compose(translation(...place), scaling(size, size))), texture, opacity };
}

/** A bar across an object, off its middle, which hides up to about a quarter of it. */
function randomBar(random: Random, object: SceneObject, colour: Colour): Painted {
  const { left, top, right, bottom } = boxAround(object.outline.flat());
  const radius = Math.max(right - left, bottom - top) / 2;
  const angle = random() * 2 * Math.PI;
  const away = between(random, 0.25, 0.85) * radius;
  const centre: Point = [(left + right) / 2 + away * Math.cos(angle), (top + bottom) / 2 + away * Math.sin(angle)];
  const bar: Point[] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ];
  const pose = compose(
    translation(...centre),
    rotation(angle + Math.PI / 2 + between(random, -0.3, 0.3)),
    scaling(2 * radius, between(random, 0.04, 0.13) * radius),
  );
  return { outline: mapped([bar], pose), texture: plainTexture(colour), opacity: 1 };
}

const litter = (random: Random, most: number): Painted[] =>
  Array.from({ length: integer(random, 0, most) }, () => randomLitter(random));

function sceneOf(random: Random, ground: Texture, objects: readonly SceneObject[], barShare: number): Scene {
  const bars = objects
    .filter(() => random() < barShare)
    .map((object) => randomBar(random, object, pick(random, [randomColour(random), ground.colours[0]])));
  return { ground, behind: litter(random, 8), objects, before: [...litter(random, 3), ...bars] };
}

/** One object among litter. */
export function randomPortrait(random: Random): Scene {
  const ground = randomGround(random);
  const radius = between(random, 0.17, 0.4);
  const reach = 0.5 - radius;
  const place: Point = [0.5 + reach * between(random, -0.9, 0.9), 0.5 + reach * between(random, -0.9, 0.9)];
  return sceneOf(random, ground, [randomObject(random, ground, place, radius)], 0.4);
}

const counts = [0, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6];
const MOST_TRIES = 20;

/** Up to six objects that hardly overlap. */
export function randomCrowd(random: Random): Scene {
  const ground = randomGround(random);
  const objects: SceneObject[] = [];
  const wanted = random() < 0.25 ? 0 : 1;
  const count = Math.max(wanted, pick(random, counts));
  for (let tries = 0; objects.length < count && tries < MOST_TRIES; tries++) {
    const radius = between(random, 0.075, count > 3 ? 0.16 : 0.22);
    const place: Point = [between(random, radius, 1 - radius), between(random, radius, 1 - radius)];
    const object = randomObject(random, ground, place, radius);
    const box = boxAround(object.outline.flat());
    if (objects.every((other) => iou(box, boxAround(other.outline.flat())) < 0.02)) objects.push(object);
  }
  return sceneOf(random, ground, objects, 0.2);
}
