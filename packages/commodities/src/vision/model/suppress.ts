import { iou } from "../geometry/box.js";
import type { ScoredBox } from "../metrics/average-precision.js";

/** Of boxes of one label that overlap more than `mostOverlap`, the most confident is kept. Sorted by confidence. */
export function suppressOverlaps(boxes: readonly ScoredBox[], mostOverlap: number): ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.confidence - a.confidence)) {
    const hidden = kept.some((other) => other.label === box.label && iou(other.box, box.box) > mostOverlap);
    if (!hidden) kept.push(box);
  }
  return kept;
}
