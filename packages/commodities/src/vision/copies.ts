import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import { distributionOf, formProblem, scoredBoxesOf } from "./answer.js";
import type { VisionCheck } from "./challenge.js";
import { iou } from "./geometry/box.js";
import type { LabelledBox, ScoredBox } from "./metrics/average-precision.js";

/** How far an answer is from what is right, as numbers in an order that is the same for all miners. */
export type Errors = readonly number[];

/** What one miner got wrong. */
export interface MinerErrors {
  readonly miner: string;
  /** Mean time of its answers, of whatever beginning all have in common. Who copies comes later. */
  readonly answeredMs: number;
  /** By scene: the same key for all who were shown the same scene. */
  readonly errors: ReadonlyMap<string, Errors>;
}

/** Two miners whose errors are the same. */
export interface CopyFinding {
  /** Who answered earlier, and who later. */
  readonly earlier: string;
  readonly later: string;
  /** Of their errors: 1 if each is a multiple of the other's. */
  readonly correlation: number;
  /** Scenes on which both erred. */
  readonly scenes: number;
}

export interface CopyRules {
  /** Errors that correlate less are not called copied. */
  readonly leastCorrelation: number;
  /** Scenes on which both have to err before anything is said. */
  readonly leastScenes: number;
}

/**
 * Two bundled models shown other views of the same 400 scenes correlated by 0.2 to 0.5; answers passed on with a little noise
 * by 0.97 and more.
 */
export const defaultCopyRules: CopyRules = { leastCorrelation: 0.9, leastScenes: 12 };

/** Errors smaller than this, summed over one scene, tell nothing of where they come from. */
const LEAST_ERROR = 0.02;

/**
 * The errors of one answer: of each probability, in the order of the alphabet (requests shuffle the labels), or of the edges and
 * confidence of the box next to each object. `undefined` if its form is wrong.
 */
export function errorsOf(request: VisionRequest, check: VisionCheck, answer: VisionResponse): Errors | undefined {
  if (formProblem(request, answer) !== undefined) return undefined;
  if (check.objects) return check.objects.flatMap((object) => boxErrors(object, scoredBoxesOf(answer)));
  const labels = [...request.labels].sort();
  return distributionOf(labels, answer).map(
    (probability, index) => probability - (labels[index] === check.label ? 1 : 0),
  );
}

function boxErrors({ label, box }: LabelledBox, found: readonly ScoredBox[]): number[] {
  const nearest = found
    .filter((each) => each.label === label)
    .map((each) => ({ ...each, overlap: iou(each.box, box) }))
    .sort((a, b) => b.overlap - a.overlap)[0];
  if (!nearest || nearest.overlap === 0) return [0, 0, 0, 0, -1];
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  return [
    (nearest.box.left - box.left) / width,
    (nearest.box.top - box.top) / height,
    (nearest.box.right - box.right) / width,
    (nearest.box.bottom - box.bottom) / height,
    nearest.confidence - 1,
  ];
}

const size = (errors: Errors): number => errors.reduce((sum, error) => sum + Math.abs(error), 0);

/** Pearson's correlation; 0 if one of them does not vary. */
export function correlationOf(a: Errors, b: Errors): number {
  const mean = (values: Errors) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, index) => {
    const [x, y] = [value - meanA, b[index]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function compare(a: MinerErrors, b: MinerErrors): { readonly correlation: number; readonly scenes: number } {
  const shared = [...a.errors].flatMap(([scene, errors]) => {
    const others = b.errors.get(scene);
    const tells = others?.length === errors.length && size(errors) >= LEAST_ERROR && size(others) >= LEAST_ERROR;
    return others && tells ? [{ errors, others }] : [];
  });
  // Each scene has the same say, so that a few gross errors, which anybody may share, do not decide.
  const scaled = (errors: Errors) => errors.map((error) => error / size(errors));
  return {
    correlation: correlationOf(
      shared.flatMap(({ errors }) => scaled(errors)),
      shared.flatMap(({ others }) => scaled(others)),
    ),
    scenes: shared.length,
  };
}

/**
 * Pairs of miners that err alike, the most alike first. Miners have to be shown different views of each scene
 * (`createVisionChallenges`): then even two with the same model err differently, and only an answer that was passed on errs the same.
 */
export function findCopies(miners: readonly MinerErrors[], rules: CopyRules = defaultCopyRules): CopyFinding[] {
  const ordered = [...miners].sort((a, b) => a.answeredMs - b.answeredMs);
  return ordered
    .flatMap((a, index) =>
      ordered.slice(index + 1).map((b) => ({ earlier: a.miner, later: b.miner, ...compare(a, b) })),
    )
    .filter(({ correlation, scenes }) => correlation >= rules.leastCorrelation && scenes >= rules.leastScenes)
    .sort((a, b) => b.correlation - a.correlation);
}

/** By how much to multiply what each miner earned: nothing for who answers later what another answered, 1 for all others. */
export const copyFactor = (miner: string, findings: readonly CopyFinding[]): number =>
  findings.some(({ later }) => later === miner) ? 0 : 1;
