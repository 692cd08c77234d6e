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

/** As the Python library computes it: the shorter side is rounded, the longer one rounded down. */
function contentOf(own: ImageSize, input: QuerySettings["input"]): ImageSize {
  const { width, height, shortestEdge = 1, longestEdge = 1, multipleOf = 1 } = input;
  if (width !== undefined && height !== undefined) return { width, height };
  const [short, long] = [Math.min(own.width, own.height), Math.max(own.width, own.height)];
  // In this order, so that floating point errs as it does there.
  const exact = (long / short) * shortestEdge > longestEdge ? (longestEdge * short) / long : shortestEdge;
  const rounded = Math.round(exact);
  const longer = rounded === short ? long : Math.floor((exact * long) / short);
  const [shorter, further] = [rounded, longer].map((side) => wholeOf(side, multipleOf)) as [number, number];
  return own.width < own.height ? { width: shorter, height: further } : { width: further, height: shorter };
}

/** Scaled down until it is no larger than the frame. */
function fitted({ width, height }: ImageSize, frame: ImageSize): ImageSize {
  const factor = Math.min(1, frame.width / width, frame.height / height);
  // Rounded, for a side that is exactly the frame's must stay so in floating point.
  const side = (length: number) => Math.max(1, Math.round(length * factor));
  return { width: side(width), height: side(height) };
}

/** Rounded down, and never nothing. */
const wholeOf = (side: number, multipleOf: number): number => Math.max(multipleOf, side - (side % multipleOf));

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
