import { blankImage, type RgbImage } from "../image/rgb-image.js";
import { between, pick, type Random } from "../random.js";
import type { Canvas } from "./canvas.js";

/** From what was drawn to what is shown, for the values 0 … 255 of one channel. */
const curve = (gain: number, gamma: number, offset: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, value) => 255 * gain * (value / 255) ** gamma + offset);

/** Mixes each pixel with its neighbours, along rows and then along columns. */
function soften({ width, data }: Canvas, strength: number): void {
  for (const step of [3, 3 * width]) {
    const source = data.slice();
    for (let index = step; index < data.length - step; index++) {
      data[index] = source[index]! + strength * ((source[index - step]! + source[index + step]!) / 2 - source[index]!);
    }
  }
}

/** Normal numbers to choose from: drawing each anew would take most of the time. */
function grainOf(random: Random, deviation: number): Float32Array {
  const normal = () => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  return Float32Array.from({ length: deviation > 0 ? 2048 : 1 }, () => deviation * normal());
}

/** What a camera makes of a drawing: soft or sharp, lighter or darker, tinted, grainy. */
export function develop(canvas: Canvas, random: Random): RgbImage {
  const softness = pick(random, [0, 0, 0.3, 0.5, 0.67]);
  if (softness > 0) soften(canvas, softness);
  const [gain, gamma, offset] = [between(random, 0.75, 1.1), between(random, 0.75, 1.35), between(random, -12, 25)];
  const curves = [0, 1, 2].map(() => curve(gain * between(random, 0.9, 1.1), gamma, offset));
  const grain = grainOf(random, pick(random, [0, 2, 4, 8, 14]));
  const image = blankImage(canvas.width, canvas.height);
  for (let channel = 0; channel < 3; channel++) {
    const shown = curves[channel]!;
    for (let index = channel; index < image.data.length; index += 3) {
      const speck = grain.length === 1 ? 0 : grain[Math.floor(random() * grain.length)]!;
      const value = shown[Math.min(255, Math.max(0, Math.round(canvas.data[index]!)))]! + speck;
      image.data[index] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
  return image;
}
