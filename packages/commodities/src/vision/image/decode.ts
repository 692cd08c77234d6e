import type { RgbImage } from "./rgb-image.js";

export interface DecodeOptions {
  /** Stretched to this size; as it is if absent. */
  readonly size?: { readonly width: number; readonly height: number };
  /** More pixels are not decoded. */
  readonly maxPixels: number;
}

/**
 * Pixels of a PNG or JPEG file as a viewer shows them: turned as its orientation tag says, in sRGB, transparency over white.
 * Decodes outside the event loop.
 * @throws What the decoder throws for a file that is cut short or damaged.
 */
export async function decodeImage(bytes: Uint8Array, { size, maxPixels }: DecodeOptions): Promise<RgbImage> {
  // Loaded late: libvips takes a while, and who only judges answers does not need it.
  const { default: sharp } = await import("sharp");
  const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" })
    .autoOrient()
    .flatten({ background: "white" })
    .toColourspace("srgb");
  const sized = size ? upright.resize(size.width, size.height, { fit: "fill", kernel: "linear" }) : upright;
  const { data, info } = await sized.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: threeChannels(data, info.channels) };
}

/** A grey image may come out with one channel. */
function threeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  return Uint8Array.from({ length: (3 * data.length) / channels }, (_, index) => data[Math.floor(index / 3) * channels]!);
}
