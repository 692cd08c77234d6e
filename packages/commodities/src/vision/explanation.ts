import type { VisionResponse } from "@taostack/protocol";
import type { VisionCheck } from "./challenge.js";
import type { ClassificationQuality, DetectionQuality } from "./quality.js";

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** The judgement of the content in words. */
export function qualityInWords(
  answer: VisionResponse,
  check: VisionCheck | undefined,
  quality: ClassificationQuality | DetectionQuality | { readonly quality: number } | undefined,
): string {
  if (quality === undefined) return "Nothing is known of the image to compare with.";
  if ("likelihood" in quality) return classified(check?.label ?? "", quality);
  if ("candour" in quality) return detected(check?.objects, answer, quality);
  return `It agrees with the validator's own answer to ${percent(quality.quality)}.`;
}

function classified(label: string, { likelihood, brier, accuracy, quality }: ClassificationQuality): string {
  const first =
    accuracy === 1
      ? `It rightly takes the image for "${label}"`
      : `The image shows "${label}", which it does not think likeliest`;
  const scores = `Brier score ${(2 * (1 - brier)).toFixed(3)}, log score ${(-Math.log(likelihood)).toFixed(3)}`;
  return `${first}: ${percent(likelihood)} for it (${scores}, spherical score ${quality.toFixed(3)}).`;
}

function detected(
  truth: VisionCheck["objects"] = [],
  { boxes }: VisionResponse,
  { ap, ap50, candour }: DetectionQuality,
): string {
  const sent = `It sends ${counted(boxes.length, "box", "boxes")}`;
  if (ap === undefined || ap50 === undefined) return `${sent} where there is nothing to find.`;
  const there = `there ${truth.length === 1 ? "is" : "are"} ${counted(truth.length, "object", "objects")}`;
  const precision = `AP ${ap.toFixed(3)}, at IoU 0.5 ${ap50.toFixed(3)}`;
  return `${sent} where ${there}: ${precision}; its confidences earn ${percent(candour)}.`;
}
