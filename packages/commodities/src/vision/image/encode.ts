import { encodeJpeg } from "./encode-jpeg.js";
import { encodePng } from "./encode-png.js";
import type { RgbImage } from "./rgb-image.js";

export type Encoding =
  | { readonly format: "png" }
  /** `quality` from 1 to 100, as libjpeg counts. */
  | { readonly format: "jpeg"; readonly quality: number };

/** A file of the pixels and nothing else. The same pixels give the same bytes on every machine. */
export const encodeImage = (image: RgbImage, encoding: Encoding): Uint8Array =>
  encoding.format === "png" ? encodePng(image) : encodeJpeg(image, encoding.quality);
