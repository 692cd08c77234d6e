import { type Canvas, createCanvas } from "../draw/canvas.js";
import { apply, type Homography } from "../geometry/homography.js";
import type { RgbImage } from "../image/rgb-image.js";

/** Beyond its edges an image goes on mirrored. */
function mirrored(index: number, size: number): number {
  const period = 2 * size;
  const within = ((index % period) + period) % period;
  return within < size ? within : period - 1 - within;
}

/** What a projective map makes of an image; `back` leads from pixels of the result to pixels of the image. */
export function warp(image: RgbImage, width: number, height: number, back: Homography): Canvas {
  const canvas = createCanvas(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = apply(back, [x + 0.5, y + 0.5]);
      blendAt(image, u - 0.5, v - 0.5, canvas.data, 3 * (y * width + x));
    }
  }
  return canvas;
}

/** Mixes the four pixels about a place by their nearness. */
function blendAt({ width, height, data }: RgbImage, u: number, v: number, out: Float32Array, index: number): void {
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - column, v - row];
  for (let dy = 0; dy < 2; dy++) {
    for (let dx = 0; dx < 2; dx++) {
      const share = (dx === 0 ? 1 - right : right) * (dy === 0 ? 1 - down : down);
      const pixel = 3 * (mirrored(row + dy, height) * width + mirrored(column + dx, width));
      for (let channel = 0; channel < 3; channel++) {
        out[index + channel] = out[index + channel]! + share * data[pixel + channel]!;
      }
    }
  }
}
