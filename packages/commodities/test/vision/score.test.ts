import type { VisionResponse } from "@taostack/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createVisionChallenge,
  type ScoredBox,
  scoreVision,
  summariseVision,
  type VisionChallenge,
} from "../../src/index.js";
import { seededRandom } from "../../src/vision/random.js";
import { boxes, distribution } from "./support/answers.js";
import { honestAnswer } from "./support/synthetic-miner.js";

const challenges = Array.from({ length: 40 }, (_, seed) => createVisionChallenge(6000 + seed));
const named = challenges.find(({ check }) => check?.label !== undefined)!;
const searched = challenges.find(({ check }) => (check?.objects?.length ?? 0) >= 3)!;
const { labels } = named.request;
const right = labels.indexOf(named.check!.label!);
const objects = searched.check!.objects!;

const score = (challenge: VisionChallenge, answer: VisionResponse) => scoreVision({ challenge, answer, reference: {} });
const spread = (sure: number) => labels.map((_, index) => (index === right ? sure : (1 - sure) / (labels.length - 1)));
const found = (confidence: number): ScoredBox[] => objects.map((object) => ({ ...object, confidence }));

describe("a classification", () => {
  it("is worth the more, the likelier it thinks the right label", () => {
    const totals = [0, 0.2, 0.4, 0.6, 0.8, 1].map((sure) => score(named, distribution(labels, spread(sure))).total);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(totals[0]).toBe(0);
    expect(totals.at(-1)).toBeCloseTo(1, 9);
  });

  it("says in words and parts what it is made of", () => {
    const { parts, explanation } = score(named, distribution(labels, spread(0.9)));
    expect(parts).toMatchObject({
      form: 1,
      accuracy: 1,
      likelihood: expect.closeTo(0.9, 6),
      brier: expect.closeTo(0.9945, 4),
    });
    expect(explanation).toMatch(
      /^It rightly takes the image for "\w+": 90 % for it \(Brier score 0\.011, log score 0\.105/,
    );
    expect(score(named, distribution(labels, spread(0.01))).explanation).toMatch(
      /which it does not think likeliest: 1 % for it/,
    );
  });

  it("does not depend on the order of the labels, nor on labels left out at 0", () => {
    const probabilities = spread(0.7);
    const shuffled = distribution(labels, probabilities).labels.toReversed();
    const whole = score(named, distribution(labels, probabilities)).total;
    expect(score(named, { labels: shuffled, boxes: [], usage: undefined }).total).toBeCloseTo(whole, 12);
    const sure = { labels: [{ label: labels[right]!, probability: 1 }], boxes: [], usage: undefined };
    expect(score(named, sure).total).toBe(1);
  });

  it("without knowledge of the image agrees with the validator's own to some degree", () => {
    const challenge = { request: named.request };
    const own = distribution(labels, spread(0.8));
    const judge = (answer: VisionResponse) => scoreVision({ challenge, answer, reference: { answer: own } });
    expect(judge(own).total).toBeCloseTo(1, 9);
    expect(judge(distribution(labels, spread(0.1))).total).toBeLessThan(0.5);
    expect(judge(own).explanation).toBe("It agrees with the validator's own answer to 100 %.");
    expect(scoreVision({ challenge, answer: own, reference: {} }).explanation).toMatch(/^Nothing is known/);
  });
});

describe("a detection", () => {
  it("of exact boxes is worth 1; each that is missed, misplaced or misnamed costs", () => {
    const exact = score(searched, boxes(found(0.9)));
    expect(exact.total).toBeCloseTo(0.995, 6);
    expect(score(searched, boxes(found(1))).total).toBeCloseTo(1, 6);
    const fewer = score(searched, boxes(found(0.9).slice(1)));
    const other = labels.find((label) => !objects.some((object) => object.label === label))!;
    const misnamed = score(
      searched,
      boxes(found(0.9).map((box, index) => (index === 0 ? { ...box, label: other } : box))),
    );
    expect(fewer.total).toBeLessThan(exact.total);
    expect(misnamed.total).toBeLessThan(fewer.total);
    expect(fewer.explanation).toMatch(/^It sends \d+ box(es)? where there are \d objects: AP 0\.\d{3}, at IoU 0\.5/);
  });

  it("of boxes that are a little off is worth less, the farther they are", () => {
    const at = (shift: number) => {
      const moved = found(0.9).map(({ box: { left, top, right: edge, bottom }, ...rest }) => {
        const width = edge - left;
        return { ...rest, box: { left: Math.max(0, left - shift * width), top, right: edge - shift * width, bottom } };
      });
      return score(searched, boxes(moved)).total;
    };
    const totals = [0, 0.05, 0.12, 0.2, 0.3].map(at);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(totals.at(-1)).toBeLessThan(0.4);
  });

  it("earns the most candour by confidences that are as often right as they say", () => {
    const single = challenges.find(({ check }) => check?.objects?.length === 1)!;
    const object = single.check!.objects![0]!;
    const elsewhere = { ...object, box: { left: 0.001, top: 0.001, right: 0.02, bottom: 0.02 } };
    const candour = (claimed: typeof object, confidence: number) =>
      score(single, boxes([{ ...claimed, confidence }])).parts.candour!;
    /** Three boxes in four have an object. */
    const worth = (confidence: number) => 3 * candour(object, confidence) + candour(elsewhere, confidence);
    const tried = [0.05, 0.25, 0.5, 0.7, 0.75, 0.8, 0.9, 1];
    expect(tried.toSorted((a, b) => worth(b) - worth(a))[0]).toBe(0.75);
  });

  it("that calls sure boxes doubtful loses nearly half", () => {
    expect(score(searched, boxes(found(0.01))).total).toBeLessThan(0.52);
    expect(score(searched, boxes(found(0.5))).total).toBeCloseTo(0.875, 6);
  });

  it("of nothing where there is nothing is right, and costs what it claims otherwise", () => {
    const empty = { request: searched.request, check: { objects: [] } };
    expect(score(empty, boxes([]))).toMatchObject({
      total: 1,
      explanation: "It sends 0 boxes where there is nothing to find.",
    });
    expect(score(empty, boxes(found(0.3).slice(0, 1))).total).toBeCloseTo(0.91, 6);
    expect(score(empty, boxes(found(0.9))).total).toBe(0);
  });

  it("without knowledge of the image is held against what the validator is sure of", () => {
    const challenge = { request: searched.request };
    const own = boxes([...found(0.8), { ...found(0.8)[0]!, confidence: 0.1 }]);
    const judged = scoreVision({ challenge, answer: boxes(found(1)), reference: { answer: own } });
    expect(judged.total).toBeCloseTo(1, 6);
    expect(judged.explanation).toContain("the validator's own answer");
  });
});

describe("form", () => {
  const answer = distribution(labels, spread(0.9));
  const detection = boxes(found(0.9));
  const first = detection.boxes[0]!;
  const labelled = (change: (labels: VisionResponse["labels"]) => VisionResponse["labels"]) => ({
    ...answer,
    labels: change(answer.labels),
  });
  const boxed = (change: Partial<typeof first>) => ({ ...detection, boxes: [{ ...first, ...change }] });

  it.each<[string, VisionChallenge, VisionResponse]>([
    ["nothing", named, { ...answer, labels: [] }],
    [
      "a label of its own",
      named,
      labelled((all) => [...all.slice(1), { label: "unicorn", probability: all[0]!.probability }]),
    ],
    ["a label twice", named, labelled((all) => [...all, { ...all[0]!, probability: 0 }])],
    ["a negative probability", named, labelled((all) => [{ ...all[0]!, probability: -0.1 }, ...all.slice(1)])],
    [
      "a probability that is no number",
      named,
      labelled((all) => [{ ...all[0]!, probability: Number.NaN }, ...all.slice(1)]),
    ],
    ["probabilities of a sum of 12", named, labelled((all) => all.map(({ label }) => ({ label, probability: 1 })))],
    ["boxes nobody asked for", named, { ...answer, boxes: detection.boxes }],
    ["labels nobody asked for", searched, { ...detection, labels: answer.labels }],
    ["too many boxes", searched, { ...detection, boxes: Array(searched.request.maxBoxes + 1).fill(first) }],
    ["a confidence above 1", searched, boxed({ confidence: 1.5 })],
    ["a confidence that is no number", searched, boxed({ confidence: Number.NaN })],
    ["a box outside the image", searched, boxed({ right: 1.2 })],
    ["a box without area", searched, boxed({ right: first.left })],
    ["a box turned inside out", searched, boxed({ left: first.right, right: first.left })],
    ["an edge that is infinite", searched, boxed({ left: Number.NEGATIVE_INFINITY })],
    ["a label of its own on a box", searched, boxed({ label: "unicorn" })],
  ])("with %s is worth nothing", (_, challenge, wrong) => {
    const { total, parts, explanation } = score(challenge, wrong);
    expect(total).toBe(0);
    expect(parts).toEqual({ form: 0 });
    expect(explanation).toMatch(/^The answer counts for nothing: its? /);
  });

  it("and score are finite and within bounds for whatever a miner sends", () => {
    const label = fc.constantFrom(...labels, "", "unicorn");
    const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }));
    const box = fc.record({ label, confidence: number, left: number, top: number, right: number, bottom: number });
    const answers = fc.record({
      labels: fc.array(fc.record({ label, probability: number }), { maxLength: 14 }),
      boxes: fc.array(box, { maxLength: 14 }),
      usage: fc.constant(undefined),
    });
    fc.assert(
      fc.property(fc.constantFrom(...challenges), answers, (challenge, any) => {
        const { total, explanation } = score(challenge, any);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(1);
        expect(explanation).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});

describe("speed", () => {
  it("moves a tenth at most, and is told", () => {
    const answer = distribution(labels, spread(1));
    const at = (totalMs: number) =>
      scoreVision({ challenge: named, answer, reference: {}, timing: { totalMs, usualMs: 100 } });
    expect(at(0).total).toBeCloseTo(1, 9);
    expect(at(100).total).toBeCloseTo(0.95, 9);
    expect(at(1e9).total).toBeCloseTo(0.9, 9);
    expect(at(200).explanation).toMatch(/It took 2\.00 times the usual time\.$/);
  });
});

describe("a replay", () => {
  it("gives the same score to the bit, from the seed alone", () => {
    const skill = { evidence: 2, offset: 0.08, missed: 0.1, imagined: 0.5 };
    const run = (seed: number) => {
      const challenge = createVisionChallenge(seed);
      return score(challenge, honestAnswer(challenge, skill, seededRandom(seed)));
    };
    for (let seed = 0; seed < 10; seed++) expect(run(seed)).toEqual(run(seed));
  });
});

describe("a summary of many answers", () => {
  it("measures labels and boxes apart", () => {
    const random = seededRandom(1);
    const skill = { evidence: 3, offset: 0.05, missed: 0.05, imagined: 0.3 };
    const answered = challenges.map((challenge) => ({
      request: challenge.request,
      check: challenge.check!,
      answer: honestAnswer(challenge, skill, random),
    }));
    const { classification, detection } = summariseVision(answered);
    expect(classification!.images + detection!.images).toBe(challenges.length);
    expect(classification!.accuracy).toBeGreaterThan(0.7);
    expect(classification!.calibration.ece).toBeLessThan(0.2);
    expect(detection!.ap50).toBeGreaterThan(detection!.ap75!);
    expect(detection!.ap).toBeGreaterThan(0.4);
    expect(summariseVision([])).toEqual({});
  });
});
