import type { ModelTensor } from "@taostack/inference";
import type { ImageSize } from "../../image/decode.js";
import type { QuerySettings } from "./settings.js";

/** How large an image goes in, and the frame at whose upper left it stands. */
export interface Framed {
  readonly content: ImageSize;
  readonly frame: ImageSize;
}

export interface FrameRules extends Pick<QuerySettings, "input"> {
  /** The size that the graph takes, if it takes only one. */
  readonly fixed?: ImageSize | undefined;
  /** Whether the graph is told which part of the frame is image. */
  readonly isMasked: boolean;
}

/**
 * The frame of an image, as Hugging Face's processors make it. Where the graph takes one size only, an image stands in it as large as
 * its settings and the frame allow if the graph takes a mask, and is stretched over all of it otherwise.
 */
export function frameOf(own: ImageSize, { input, fixed, isMasked }: FrameRules): Framed {
  if (fixed && !isMasked) return { content: fixed, frame: fixed };
  const scaled = contentOf(own, input);
  const frame = fixed ?? input.padTo ?? scaled;
  return { content: fixed || input.padTo ? fitted(scaled, frame) : scaled, frame };
}

function contentOf(own: ImageSize, input: QuerySettings["input"]): ImageSize {
  const { width, height, shortestEdge = 1, longestEdge = 1, multipleOf = 1 } = input;
  if (width !== undefined && height !== undefined) return { width, height };
  const [short, long] = [Math.min(own.width, own.height), Math.max(own.width, own.height)];
  const factor = Math.min(shortestEdge / short, longestEdge / long);
  return { width: whole(own.width * factor, multipleOf), height: whole(own.height * factor, multipleOf) };
}

/** Scaled down until it is no larger than the frame. */
function fitted({ width, height }: ImageSize, frame: ImageSize): ImageSize {
  const factor = Math.min(1, frame.width / width, frame.height / height);
  return { width: whole(width * factor, 1), height: whole(height * factor, 1) };
}

/** Rounded down, but for what floating point took from a whole number. */
const whole = (side: number, multipleOf: number): number =>
  Math.max(multipleOf, Math.floor(Number(side.toFixed(2)) / multipleOf) * multipleOf);

/** 1 where the image is and 0 beside it, in as many rows and columns as the graph wants, by default those of the frame. */
export function maskTensor(
  { content, frame }: Framed,
  type: ModelTensor["type"],
  { height = frame.height, width = frame.width }: Partial<ImageSize> = {},
): ModelTensor {
  const [rows, columns] = [
    Math.ceil((content.height * height) / frame.height),
    Math.ceil((content.width * width) / frame.width),
  ];
  const isImage = (index: number) => Math.floor(index / width) < rows && index % width < columns;
  const bits = Array.from({ length: width * height }, (_, index) => (isImage(index) ? 1 : 0));
  const dims = [height, width];
  switch (type) {
    case "int64":
      return { type, dims, data: BigInt64Array.from(bits, BigInt) };
    case "int32":
      return { type, dims, data: Int32Array.from(bits) };
    case "float32":
      return { type, dims, data: Float32Array.from(bits) };
    default:
      return { type, dims, data: Uint8Array.from(bits) };
  }
}
