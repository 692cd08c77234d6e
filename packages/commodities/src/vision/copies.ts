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

/** Two that run one model correlate by 0.85 at most over views of a scene; who passes on answers, by 0.98 and more. */
export const defaultCopyRules: CopyRules = { leastCorrelation: 0.9, leastScenes: 12 };

/** Errors smaller than this, summed over one scene, tell nothing of where they come from. */
const LEAST_ERROR = 0.2;

/** Added to probabilities before their logarithm, so that tiny ones, which cost nothing to change, do not disguise a copy. */
const FLOOR = 0.01;

/**
 * The errors of one answer. Of a distribution: how likely it thinks each wrong label against the others, in the order of the alphabet
 * (requests shuffle the labels). What it thinks of the right one is left out: there all good miners are alike. Of boxes: how far
 * the edges of the box next to each object are off, in parts of its sides. `undefined` if the answer's form is wrong.
 */
export function errorsOf(request: VisionRequest, check: VisionCheck, answer: VisionResponse): Errors | undefined {
  if (formProblem(request, answer) !== undefined) return undefined;
  if (check.objects) return check.objects.flatMap((object) => edgeErrors(object, scoredBoxesOf(answer)));
  const wrong = request.labels.filter((label) => label !== check.label).sort();
  const probabilities = distributionOf(request.labels, answer);
  return centred(wrong.map((label) => Math.log(probabilities[request.labels.indexOf(label)]! + FLOOR)));
}

const mean = (values: Errors): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function centred(values: Errors): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

/** A box that overlaps less than this is about something else. */
const LEAST_OVERLAP = 0.3;

function edgeErrors({ label, box }: LabelledBox, found: readonly ScoredBox[]): number[] {
  const nearest = found
    .filter((each) => each.label === label)
    .map((each) => ({ box: each.box, overlap: iou(each.box, box) }))
    .sort((a, b) => b.overlap - a.overlap)[0];
  if (!nearest || nearest.overlap < LEAST_OVERLAP) return [0, 0, 0, 0];
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  return [
    (nearest.box.left - box.left) / width,
    (nearest.box.top - box.top) / height,
    (nearest.box.right - box.right) / width,
    (nearest.box.bottom - box.bottom) / height,
  ];
}

const size = (errors: Errors): number => errors.reduce((sum, error) => sum + Math.abs(error), 0);

/** Pearson's correlation; 0 if one of them does not vary. */
export function correlationOf(a: Errors, b: Errors): number {
  const [x, y] = [centred(a), centred(b)];
  const product = (p: Errors, q: Errors) => p.reduce((sum, value, index) => sum + value * q[index]!, 0);
  const lengths = Math.sqrt(product(x, x) * product(y, y));
  return lengths > 0 ? product(x, y) / lengths : 0;
}

function compare(a: MinerErrors, b: MinerErrors): { readonly correlation: number; readonly scenes: number } {
  const shared = [...a.errors].flatMap(([scene, errors]) => {
    const others = b.errors.get(scene);
    const tells = others?.length === errors.length && size(errors) >= LEAST_ERROR && size(others) >= LEAST_ERROR;
    return others && tells ? [{ errors, others }] : [];
  });
  return {
    correlation: correlationOf(
      shared.flatMap(({ errors }) => errors),
      shared.flatMap(({ others }) => others),
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
