import { protocolError, type VisionRequest } from "@taostack/protocol";
import { type ImageHeader, readImageHeader } from "./image/header.js";

/** What can be asked about an image: which label it has, or which objects it shows and where. */
export type VisionKind = "classification" | "detection";

export const visionKinds: readonly VisionKind[] = ["classification", "detection"];

/** What a miner accepts. Larger is refused before anything is decoded. */
export interface VisionLimits {
  /** Of the file. */
  readonly maxImageBytes: number;
  /** Of each side, as the file declares it. */
  readonly maxSide: number;
  /** Width times height, as the file declares them. */
  readonly maxPixels: number;
  readonly maxLabels: number;
  /** Characters of one label. */
  readonly maxLabelLength: number;
  /** Boxes of one answer. */
  readonly maxBoxes: number;
}

export const defaultVisionLimits: VisionLimits = {
  maxImageBytes: 3 * 1024 * 1024,
  maxSide: 8192,
  maxPixels: 4096 * 4096,
  maxLabels: 256,
  maxLabelLength: 64,
  maxBoxes: 100,
};

/** What a request asks of a model, checked. */
export interface VisionTask {
  readonly kind: VisionKind;
  /** The file. Its header is sound; whether the rest is shows only when it is decoded. */
  readonly image: Uint8Array;
  readonly header: ImageHeader;
  readonly labels: readonly string[];
  /** 0 for classification. */
  readonly maxBoxes: number;
}

/** Longest part of a wrong value that is said back. */
const SHOWN = 32;

/**
 * What a request asks of a model, checked as far as that goes without decoding the image.
 * @throws `protocol/invalid_argument`, which names the field, its value and what to do.
 */
export function parseVisionRequest(request: VisionRequest, limits: VisionLimits = defaultVisionLimits): VisionTask {
  const kind = visionKinds.find((known) => known === request.task);
  if (!kind) return refuse(`task is "${request.task.slice(0, SHOWN)}"`, `Take one of ${visionKinds.join(", ")}.`);
  checkLabels(request.labels, limits);
  checkMaxBoxes(request.maxBoxes, kind, limits);
  const header = checkImage(request.image, limits);
  return { kind, image: request.image, header, labels: request.labels, maxBoxes: request.maxBoxes };
}

function checkLabels(labels: readonly string[], { maxLabels, maxLabelLength }: VisionLimits): void {
  if (labels.length === 0) refuse("labels is empty", "Name the labels to choose from.");
  if (labels.length > maxLabels) refuse(`labels holds ${labels.length} labels`, `Send at most ${maxLabels}.`);
  labels.forEach((label, index) => {
    if (label.trim() === "" || label.length > maxLabelLength) {
      const shown = JSON.stringify(label.slice(0, SHOWN));
      refuse(
        `labels[${index}] is ${shown}`,
        `A label has 1 to ${maxLabelLength} characters and is not white space only.`,
      );
    }
    if (labels.indexOf(label) < index) {
      refuse(`labels[${index}] is "${label.slice(0, SHOWN)}" once more`, "Name each label once.");
    }
  });
}

function checkMaxBoxes(value: number, kind: VisionKind, { maxBoxes }: VisionLimits): void {
  if (kind === "classification" && value !== 0) {
    refuse(`max_boxes is ${value} though task is "classification"`, "Leave it out, or ask for detection.");
  }
  if (kind === "detection" && (value < 1 || value > maxBoxes)) {
    refuse(`max_boxes is ${value}`, `Take a number from 1 to ${maxBoxes}.`);
  }
}

function checkImage(image: Uint8Array, { maxImageBytes, maxSide, maxPixels }: VisionLimits): ImageHeader {
  if (image.length === 0) return refuse("image is empty", "Send a PNG or JPEG file.");
  if (image.length > maxImageBytes) {
    return refuse(
      `image has ${image.length} bytes`,
      `Send at most ${maxImageBytes}: make it smaller or compress it more.`,
    );
  }
  const header = readImageHeader(image);
  if (!header) {
    const start = Buffer.from(image.subarray(0, 8)).toString("hex");
    return refuse(`image begins with ${start}, which is no whole header of PNG or JPEG`, "Send a PNG or JPEG file.");
  }
  const { width, height } = header;
  if (width < 1 || height < 1) {
    return refuse(`image declares ${width} × ${height} pixels`, "Send an image that has some.");
  }
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    const allowed = `at most ${maxSide} a side and ${maxPixels} in all`;
    return refuse(`image declares ${width} × ${height} pixels`, `Send ${allowed}: scale it down first.`);
  }
  return header;
}

/** @throws `protocol/invalid_argument`, always. */
export function refuse(why: string, remedy: string, cause?: unknown): never {
  throw protocolError("protocol/invalid_argument", `The request cannot be served: ${why}. ${remedy}`, {
    remedy,
    cause,
  });
}
