import type { Random, VisionChallenge } from "@taostack/commodities";
import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import type { AnswerMiner, Ask } from "../answers/answer-contest.js";
import { carried, type ServedVision } from "./models.js";

export type VisionMiner = AnswerMiner<VisionChallenge, VisionResponse>;
type VisionAsk = Ask<VisionChallenge, VisionResponse>;

export interface VisionTools {
  readonly full: ServedVision;
  readonly small: ServedVision;
  readonly mini: ServedVision;
}

const [USUAL_MS, QUICK_MS, COPIED_MS] = [60, 20, 110];
const clock =
  (ms: number): VisionMiner["msOf"] =>
  (_, random) =>
    ms * (0.9 + 0.2 * random());

const labelled = ({ labels }: VisionRequest, probabilityOf: (label: string) => number): VisionResponse => {
  const values = labels.map(probabilityOf);
  const sum = values.reduce((total, value) => total + value, 0);
  const claims = labels.map((label, at) => ({ label, probability: values[at]! / sum }));
  return carried({ labels: claims, boxes: [], usage: undefined });
};
const boxed = (boxes: VisionResponse["boxes"]): VisionResponse => carried({ labels: [], boxes, usage: undefined });
const isSearch = ({ task }: VisionRequest): boolean => task === "detection";

/** An even guess, or no box. */
const noIdea = (request: VisionRequest): VisionResponse => (isSearch(request) ? boxed([]) : labelled(request, () => 1));

/** An honest miner that has no idea of a share of its images. */
const honest = (name: string, { answer }: ServedVision, clueless = 0): VisionMiner => ({
  name,
  kind: "honest",
  answer: async ({ challenge: { request }, random }) => (random() < clueless ? noIdea(request) : answer(request)),
  msOf: clock(USUAL_MS),
});

export const honestMiners = ({ full, small, mini }: VisionTools): VisionMiner[] => [
  honest("tao-vision", full),
  honest("tao-vision, no idea of 10 %", full, 0.1),
  honest("tao-vision-small", small),
  honest("tao-vision-small, no idea of 20 %", small, 0.2),
  honest("tao-vision-mini", mini),
];

const pickOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

function randomBox(random: Random, request: VisionRequest, confidence: number): VisionResponse["boxes"][number] {
  const [left, top] = [0.75 * random(), 0.75 * random()];
  const [right, bottom] = [left + 0.1 + 0.15 * random(), top + 0.1 + 0.15 * random()];
  return { label: pickOf(random, request.labels), confidence, left, top, right, bottom };
}

const always =
  (label: string, sure: number) =>
  ({ challenge: { request } }: VisionAsk): VisionResponse =>
    isSearch(request)
      ? boxed([{ label, confidence: sure, left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }])
      : labelled(request, (each) => (each === label ? sure : (1 - sure) / (request.labels.length - 1)));

function surely({ challenge: { request }, random }: VisionAsk): VisionResponse {
  if (isSearch(request)) return boxed(Array.from({ length: 3 }, () => randomBox(random, request, 1)));
  const guess = pickOf(random, request.labels);
  return labelled(request, (label) => (label === guess ? 1 : 0));
}

const spam =
  (confidence: number) =>
  ({ challenge: { request }, random }: VisionAsk): VisionResponse =>
    isSearch(request)
      ? boxed(Array.from({ length: request.maxBoxes }, () => randomBox(random, request, confidence)))
      : noIdea(request);

function grid({ challenge: { request } }: VisionAsk): VisionResponse {
  if (!isSearch(request)) return noIdea(request);
  const side = Math.floor(Math.sqrt(request.maxBoxes));
  const cells = Array.from({ length: side * side }, (_, cell) => {
    const [left, top] = [(cell % side) / side, Math.floor(cell / side) / side];
    const edges = { left, top, right: left + 1 / side, bottom: top + 1 / side };
    return { label: request.labels[cell % request.labels.length]!, confidence: 0.5, ...edges };
  });
  return boxed(cells);
}

/** The right answer to the last image of the same kind. */
function stale({ challenge: { request }, earlier }: VisionAsk): VisionResponse {
  const before = earlier.findLast((each) => each.request.task === request.task);
  if (before === undefined) return noIdea(request);
  const { label, objects = [] } = before.check!;
  if (isSearch(request))
    return boxed(objects.map(({ label: name, box }) => ({ label: name, confidence: 0.9, ...box })));
  return labelled(request, (each) => (each === label ? 1 : 0));
}

const LEAST = 1e-4;

/** What another miner says of its own image, changed a little. */
const copyOf =
  (victim: string) =>
  async ({ challenge: { request }, random, answerOf }: VisionAsk): Promise<VisionResponse> => {
    const answer = await answerOf(victim);
    if (answer === undefined) return noIdea(request);
    const near = (value: number) => Math.min(1, Math.max(0, value + 0.002 * (random() - 0.5)));
    // Another kind of question: nothing to copy.
    if (isSearch(request) !== (answer.labels.length === 0)) return noIdea(request);
    if (isSearch(request)) {
      const moved = answer.boxes.map((box) => ({ ...box, left: near(box.left), right: near(box.right) }));
      return boxed(moved.slice(0, request.maxBoxes));
    }
    const claimed = new Map(answer.labels.map(({ label, probability }) => [label, probability]));
    return labelled(request, (label) => (claimed.get(label) ?? 0) * (0.98 + 0.04 * random()) + LEAST * random());
  };

const cheat = (
  name: string,
  answer: (ask: VisionAsk) => VisionResponse | Promise<VisionResponse>,
  ms = QUICK_MS,
): VisionMiner => ({ name, kind: "cheat", answer: async (ask) => answer(ask), msOf: clock(ms) });

export const copiers = (): VisionMiner[] => [
  cheat("passes on what the best says of its image", copyOf("tao-vision"), COPIED_MS),
  cheat("passes on what the weakest says of its image", copyOf("tao-vision-mini"), COPIED_MS),
];

/** They answer without a look at the image. */
export function blindCheats(): VisionMiner[] {
  return [
    cheat("guesses evenly and finds nothing", ({ challenge }) => noIdea(challenge.request)),
    cheat("always the same, surely", always("star", 1)),
    cheat("always the same, with some doubt", always("star", 0.4)),
    cheat("guesses at random, surely", surely),
    cheat("as many boxes as allowed, sure", spam(1)),
    cheat("as many boxes as allowed, hardly sure", spam(0.02)),
    cheat("covers the image with boxes", grid),
    cheat("the right answer to the image before", stale),
    cheat("probabilities with the sum 3", ({ challenge: { request } }) => ({
      labels: isSearch(request)
        ? []
        : request.labels.map((label) => ({ label, probability: 3 / request.labels.length })),
      boxes: [],
      usage: undefined,
    })),
    { ...cheat("never answers", () => boxed([])), answer: async () => undefined },
  ];
}

/** What the score does not see: somebody has to do the work. */
export const limits = ({ full }: VisionTools): VisionMiner[] => [
  {
    name: "passes its image on to the best",
    kind: "limit",
    answer: ({ challenge }) => full.answer(challenge.request),
    msOf: clock(COPIED_MS),
  },
];
