import type { RgbImage } from "./rgb-image.js";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export interface DecodeOptions {
  /** Stretched to this size, or to that which follows from the image's own as a viewer shows it. */
  readonly size?: ImageSize | ((own: ImageSize) => ImageSize);
  /** Scaled such that the longer side has so many pixels. */
  readonly longSide?: number;
  /** An image that declares more pixels is not decoded. */
  readonly maxPixels: number;
}

/** Longest time for one image. */
const TIMEOUT_SECONDS = 20;

/**
 * Pixels of a PNG or JPEG file as a viewer shows them: turned as its orientation tag says, in sRGB, transparency over white.
 * Computed outside the event loop.
 * @throws What the decoder throws for a file that is cut short or damaged.
 */
export async function decodeImage(bytes: Uint8Array, { size, longSide, maxPixels }: DecodeOptions): Promise<RgbImage> {
  // Loaded late: libvips takes a while, and who only judges answers does not need it.
  const { default: sharp } = await import("sharp");
  const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .autoOrient()
    .flatten({ background: "white" })
    .toColourspace("srgb");
  if (size) {
    const { width, height } = typeof size === "function" ? size((await upright.metadata()).autoOrient) : size;
    upright.resize(width, height, { fit: "fill", kernel: "linear" });
  }
  if (longSide) upright.resize(longSide, longSide, { fit: "inside" });
  const { data, info } = await upright.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: threeChannels(data, info.channels) };
}

/** A grey image may come out with one channel. */
function threeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  const pixels = data.length / channels;
  return Uint8Array.from({ length: 3 * pixels }, (_, index) => data[Math.floor(index / 3) * channels]!);
}
