import type { Homography } from "../geometry/homography.js";
import type { Outline } from "./outlines.js";
import type { Texture } from "./texture.js";

/** Pixels while they are drawn: three numbers each, 0 … 255 and beyond. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export const createCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  data: new Float32Array(3 * width * height),
});

/** Paints one pixel; `back` leads from pixels to the surface that is drawn. */
function blend(canvas: Canvas, x: number, y: number, texture: Texture, back: Homography, cover: number): void {
  const [px, py] = [x + 0.5, y + 0.5];
  const w = back[6] * px + back[7] * py + back[8];
  const mix = texture.mixAt((back[0] * px + back[1] * py + back[2]) / w, (back[3] * px + back[4] * py + back[5]) / w);
  const { data } = canvas;
  const [first, second] = texture.colours;
  for (let channel = 0; channel < 3; channel++) {
    const colour = first[channel]! + mix * (second[channel]! - first[channel]!);
    const index = 3 * (y * canvas.width + x) + channel;
    data[index] = data[index]! + cover * (colour - data[index]!);
  }
}

export function paintAll(canvas: Canvas, texture: Texture, back: Homography): void {
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      blend(canvas, x, y, texture, back, 1);
    }
  }
}

/** Lines of samples in one row of pixels; along a line, cover is exact. */
const LINES = 4;

/** Fills an outline, given in pixels; edges are smooth. */
export function paintOutline(canvas: Canvas, outline: Outline, texture: Texture, back: Homography, opacity = 1): void {
  const heights = outline.flatMap((line) => line.map(([, y]) => y));
  const top = Math.max(0, Math.floor(Math.min(...heights)));
  const bottom = Math.min(canvas.height, Math.ceil(Math.max(...heights)));
  const cover = new Float32Array(canvas.width);
  for (let y = top; y < bottom; y++) {
    cover.fill(0);
    for (let line = 0; line < LINES; line++) coverLine(cover, crossingsOf(outline, y + (line + 0.5) / LINES));
    for (let x = 0; x < canvas.width; x++) {
      if (cover[x]! === 0) continue;
      blend(canvas, x, y, texture, back, opacity * Math.min(1, cover[x]!));
    }
  }
}

/** Where a level line crosses the outline, from left to right. */
function crossingsOf(outline: Outline, y: number): number[] {
  const crossings: number[] = [];
  for (const line of outline) {
    let [px, py] = line.at(-1)!;
    for (const [x, y1] of line) {
      if (py <= y !== y1 <= y) crossings.push(px + ((y - py) / (y1 - py)) * (x - px));
      [px, py] = [x, y1];
    }
  }
  return crossings.sort((a, b) => a - b);
}

function coverLine(cover: Float32Array, crossings: readonly number[]): void {
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const from = Math.max(0, crossings[index]!);
    const to = Math.min(cover.length, crossings[index + 1]!);
    for (let x = Math.floor(from); x < to; x++) {
      cover[x] = cover[x]! + (Math.min(to, x + 1) - Math.max(from, x)) / LINES;
    }
  }
}
