import { clipBox } from "../../geometry/box.js";
import type { ScoredBox } from "../../metrics/average-precision.js";
import type { QuerySettings } from "./settings.js";

/** What a detector says of an image, query by query. */
export interface QueryAnswers {
  /** [queries, labels], and one more for "no object" with `softmax`. */
  readonly logits: readonly number[];
  /** [queries, 4]: x and y of the centre, width and height, as shares of the image's sides. */
  readonly boxes: readonly number[];
}

interface Found {
  readonly query: number;
  readonly label: number;
  readonly confidence: number;
}

/**
 * The objects found, the most confident first, as the post-processing of each family has them. Softmax: of each query its likeliest
 * label, "no object" left out. Sigmoid: of all pairs of query and label the likeliest, as many as there are queries.
 */
export function queryBoxes(
  { logits, boxes }: QueryAnswers,
  labels: readonly string[],
  { scoring, leastConfidence }: Pick<QuerySettings, "scoring" | "leastConfidence">,
): ScoredBox[] {
  const queries = boxes.length / 4;
  const found = scoring === "softmax" ? ofEachQuery(logits, labels.length) : ofAllPairs(logits, labels.length);
  return found
    .filter(({ confidence }) => confidence >= leastConfidence)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, queries)
    .flatMap(({ query, label, confidence }) => {
      const [x, y, width, height] = boxes.slice(4 * query, 4 * query + 4) as [number, number, number, number];
      const edges = { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
      const box = clipBox(edges);
      return box.left < box.right && box.top < box.bottom ? [{ label: labels[label]!, confidence, box }] : [];
    });
}

function ofEachQuery(logits: readonly number[], labels: number): Found[] {
  const classes = labels + 1;
  return Array.from({ length: logits.length / classes }, (_, query) => {
    const row = logits.slice(query * classes, (query + 1) * classes);
    const highest = Math.max(...row);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - highest), 0);
    const best = Math.max(...row.slice(0, labels));
    return { query, label: row.indexOf(best), confidence: Math.exp(best - highest) / sum };
  });
}

const ofAllPairs = (logits: readonly number[], labels: number): Found[] =>
  logits.map((logit, index) => ({
    query: Math.floor(index / labels),
    label: index % labels,
    confidence: 1 / (1 + Math.exp(-logit)),
  }));
