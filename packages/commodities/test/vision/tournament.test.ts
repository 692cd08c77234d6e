import type { VisionResponse } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import {
  copyFactor,
  createVisionChallenges,
  errorsOf,
  findCopies,
  type MinerErrors,
  scoreVision,
  type VisionChallenge,
} from "../../src/index.js";
import { integer, pick, seededRandom } from "../../src/vision/random.js";
import { boxes, distribution } from "./support/answers.js";
import { belief, honestAnswer, jittered, randomBox, type Skill } from "./support/synthetic-miner.js";

/** A scene as most miners see it, and as the one sees it who copies. */
const scenes = Array.from(
  { length: 80 },
  (_, seed) => createVisionChallenges(9000 + seed, 2) as [VisionChallenge, VisionChallenge],
);
const honestView = scenes.map(([view]) => view);
const otherView = scenes.map(([, view]) => view);

type Miner = (challenge: VisionChallenge, index: number) => VisionResponse;

const answersOf = (miner: Miner, views: readonly VisionChallenge[] = honestView): VisionResponse[] => views.map(miner);

const mean = (answers: readonly VisionResponse[], views: readonly VisionChallenge[] = honestView): number =>
  answers.reduce(
    (sum, answer, index) => sum + scoreVision({ challenge: views[index]!, answer, reference: {} }).total,
    0,
  ) / answers.length;

const skills: Skill[] = [
  { evidence: 4.5, offset: 0.01, missed: 0.02, imagined: 0.1 },
  { evidence: 3.8, offset: 0.02, missed: 0.04, imagined: 0.2 },
  { evidence: 3.3, offset: 0.03, missed: 0.07, imagined: 0.3 },
  { evidence: 2.9, offset: 0.04, missed: 0.1, imagined: 0.4 },
  { evidence: 2.6, offset: 0.05, missed: 0.13, imagined: 0.5 },
  { evidence: 2.3, offset: 0.06, missed: 0.16, imagined: 0.6 },
];
const honest = skills.map((skill, miner) =>
  answersOf((challenge, index) => honestAnswer(challenge, skill, seededRandom(1000 * miner + index))),
);
const earned = honest.map((answers) => mean(answers));
const weakest = Math.min(...earned);

const even: Miner = ({ request, check }) =>
  check?.objects
    ? boxes([])
    : distribution(
        request.labels,
        request.labels.map(() => 1 / request.labels.length),
      );

const oneLabel =
  (label: string, sure: number): Miner =>
  ({ request, check }) =>
    check?.objects
      ? boxes([{ label, confidence: sure, box: { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 } }])
      : distribution(
          request.labels,
          request.labels.map((each) => (each === label ? sure : (1 - sure) / (request.labels.length - 1))),
        );

const surely: Miner = ({ request, check }, index) => {
  const random = seededRandom(index);
  if (check?.objects) {
    return boxes(
      Array.from({ length: 3 }, () => ({ label: pick(random, request.labels), confidence: 1, box: randomBox(random) })),
    );
  }
  const guess = integer(random, 0, request.labels.length - 1);
  return distribution(
    request.labels,
    request.labels.map((_, each) => (each === guess ? 1 : 0)),
  );
};

const spam =
  (confidence: (place: number) => number): Miner =>
  (challenge, index) => {
    const { request, check } = challenge;
    if (!check?.objects) return even(challenge, index);
    const random = seededRandom(index);
    const many = Array.from({ length: request.maxBoxes }, (_, place) => ({
      label: pick(random, request.labels),
      confidence: confidence(place),
      box: randomBox(random),
    }));
    return boxes(many);
  };

const grid: Miner = (challenge, index) => {
  const { request, check } = challenge;
  if (!check?.objects) return even(challenge, index);
  const side = Math.floor(Math.sqrt(request.maxBoxes));
  const cells = Array.from({ length: side * side }, (_, cell) => {
    const [left, top] = [(cell % side) / side, Math.floor(cell / side) / side];
    const box = { left, top, right: left + 1 / side, bottom: top + 1 / side };
    return { label: request.labels[cell % request.labels.length]!, confidence: 0.5, box };
  });
  return boxes(cells);
};

/** The right answer to the last request of the same kind. */
const stale: Miner = ({ request }, index) => {
  const earlier = honestView.slice(0, index).findLast((each) => each.request.task === request.task);
  if (earlier?.check?.objects) return boxes(earlier.check.objects.map((object) => ({ ...object, confidence: 0.9 })));
  return distribution(
    request.labels,
    request.labels.map((label) => (label === earlier?.check?.label ? 1 : 0)),
  );
};

const cheats: Readonly<Record<string, Miner>> = {
  "guesses evenly and finds nothing": even,
  "always says the same, surely": oneLabel("star", 1),
  "always says the same, with some doubt": oneLabel("star", 0.4),
  "guesses at random, surely": surely,
  "sends as many boxes as allowed, all sure": spam(() => 1),
  "sends as many boxes as allowed, hardly sure of any": spam(() => 0.02),
  "covers the image with boxes": grid,
  "sends the right answer to the request before": stale,
  "sends no answer": () => ({ labels: [], boxes: [], usage: undefined }),
};

describe("a tournament of miners", () => {
  it("ranks them by their skill", () => {
    expect(earned).toEqual([...earned].sort((a, b) => b - a));
    expect(earned[0]).toBeGreaterThan(0.9);
  });

  it.each(Object.entries(cheats))("gives one that %s less than half of the weakest honest one", (_, cheat) => {
    expect(mean(answersOf(cheat))).toBeLessThan(weakest / 2);
  });

  it("gives one that pretends to be surer than it is less than if it said what it believes", () => {
    const labelled = honestView.filter(({ check }) => check?.label !== undefined);
    for (const { evidence } of skills.slice(2)) {
      const reports = Array.from({ length: 25 }, (_, round) =>
        labelled.map(({ request, check }, index) =>
          belief(request.labels, check!.label!, evidence, seededRandom(100 * index + round)),
        ),
      );
      const worth = (change: (p: number[]) => number[]) =>
        reports.reduce(
          (sum, report) =>
            sum +
            mean(
              report.map((p, index) => distribution(labelled[index]!.request.labels, change(p))),
              labelled,
            ),
          0,
        );
      const sharpened = (p: number[]) => {
        const sum = p.reduce((total, value) => total + value ** 3, 0);
        return p.map((value) => value ** 3 / sum);
      };
      const flattened = (p: number[]) => p.map((value) => 0.7 * value + 0.3 / p.length);
      const own = worth((p) => p);
      expect(worth(sharpened)).toBeLessThan(own);
      expect(worth((p) => p.map((value) => (value === Math.max(...p) ? 1 : 0)))).toBeLessThan(own);
      expect(worth(flattened)).toBeLessThan(own);
    }
  });
});

describe("one that passes on another's answers", () => {
  const victim = honest[4]!;
  const copied = victim.map((answer, index) => {
    const random = seededRandom(index);
    const { labels } = otherView[index]!.request;
    if (answer.boxes.length > 0 || otherView[index]!.check?.objects) {
      const moved = answer.boxes.map(({ label, confidence, ...box }) => ({
        label,
        confidence,
        box: jittered(box, 0.002, random),
      }));
      return boxes(moved);
    }
    const claimed = new Map(answer.labels.map(({ label, probability }) => [label, probability]));
    const disguised = labels.map((label) => (claimed.get(label) ?? 0) * (0.98 + 0.04 * random()) + 1e-4 * random());
    const sum = disguised.reduce((total, value) => total + value, 0);
    return distribution(
      labels,
      disguised.map((value) => value / sum),
    );
  });

  const minerErrors = (
    miner: string,
    answers: readonly VisionResponse[],
    answeredMs: number,
    views: readonly VisionChallenge[],
  ): MinerErrors => ({
    miner,
    answeredMs,
    errors: new Map(
      answers.flatMap((answer, index) => {
        const { request, check } = views[index]!;
        const errors = errorsOf(request, check!, answer);
        return errors ? [[`scene ${index}`, errors] as const] : [];
      }),
    ),
  });
  const field = [
    ...honest.map((answers, index) => minerErrors(`honest ${index}`, answers, 100 + index, honestView)),
    minerErrors("copier", copied, 180, otherView),
  ];
  const findings = findCopies(field.map(({ errors, ...miner }) => ({ ...miner, errors: labelsOnly(errors) })));

  /** Boxes of another view are wrong by themselves; the copier is betrayed by its labels. */
  function labelsOnly(errors: MinerErrors["errors"]): MinerErrors["errors"] {
    return new Map([...errors].filter(([scene]) => honestView[Number(scene.slice(6))]!.check?.label !== undefined));
  }

  it("is found by its errors, disguised or not, and nobody else is", () => {
    expect(findings.map(({ earlier, later }) => [earlier, later])).toEqual([["honest 4", "copier"]]);
    expect(findings[0]!.correlation).toBeGreaterThan(0.9);
    expect(findings[0]!.scenes).toBeGreaterThanOrEqual(12);
  });

  it("finds boxes where they were in the other's image, and earns next to nothing for them", () => {
    const searched = otherView.flatMap(({ check }, index) => ((check?.objects?.length ?? 0) > 0 ? [index] : []));
    const worth = mean(
      searched.map((index) => copied[index]!),
      searched.map((index) => otherView[index]!),
    );
    expect(worth).toBeLessThan(0.1);
  });

  it("earns less than half of the weakest honest one, and its victim loses nothing", () => {
    expect(mean(copied, otherView) * copyFactor("copier", findings)).toBeLessThan(weakest / 2);
    for (const { miner } of field.slice(0, -1)) expect(copyFactor(miner, findings)).toBe(1);
  });
});
