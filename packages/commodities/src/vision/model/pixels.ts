import type { ModelTensor } from "@taostack/inference";
import { refuse } from "../contract.js";
import { type DecodeOptions, decodeImage } from "../image/decode.js";
import type { RgbImage } from "../image/rgb-image.js";

/** More pixels are refused even if the caller's limits allow them. */
const MOST_PIXELS = 100_000_000;

/** @throws `protocol/invalid_argument` if the file is cut short or damaged. */
export async function decodedImage(file: Uint8Array, size: DecodeOptions["size"]): Promise<RgbImage> {
  try {
    return await decodeImage(file, { ...(size ? { size } : {}), maxPixels: MOST_PIXELS });
  } catch (cause) {
    const remedy = "Open it in a viewer; if it looks whole there, save it as PNG or JPEG again.";
    return refuse(`image has ${file.length} bytes that cannot be decoded: it is damaged or cut short`, remedy, cause);
  }
}

export interface PixelScale {
  /** Order of the dimensions: channels first or last. */
  readonly layout: "CHW" | "HWC";
  /** Of red, green and blue, from 0 to 255: (value − mean) / deviation goes in. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** An image at the upper left of a frame at least as large, by default its own size; the rest of the frame is 0. */
export function pixelTensor(
  image: RgbImage,
  { layout, mean, deviation }: PixelScale,
  frame: { readonly width: number; readonly height: number } = image,
): ModelTensor {
  const { width, height } = frame;
  const values = new Float32Array(3 * width * height);
  const [perPixel, perChannel] = layout === "HWC" ? [3, 1] : [1, width * height];
  let source = 0;
  for (let y = 0; y < image.height; y++) {
    for (let target = y * width * perPixel, x = 0; x < image.width; x++, target += perPixel) {
      for (let channel = 0; channel < 3; channel++) {
        values[target + channel * perChannel] = (image.data[source++]! - mean[channel]!) / deviation[channel]!;
      }
    }
  }
  return { type: "float32", data: values, dims: layout === "HWC" ? [height, width, 3] : [3, height, width] };
}
