import { describe, expect, it } from "vitest";
import type { Score } from "../src/index.js";
import { challengeFaults, fieldsOnWire, kendallTau, scoreFaults, trafficFaults } from "../src/testing/index.js";

const encode = (request: { readonly value: number }) => Buffer.from(String(request.value));
const score = (change: Partial<Score> = {}): Score => ({ total: 1, parts: {}, explanation: "Right.", ...change });
const input = { challenge: { request: { value: 1 } }, answer: [1, 2], reference: {} };

describe("challengeFaults", () => {
  const faults = (value: (seed: number) => number, check?: () => unknown) =>
    challengeFaults(
      { createChallenge: (seed) => ({ request: { value: value(Number(seed)) }, ...(check && { check: check() }) }) },
      { encode, seeds: 60 },
    );

  it("finds nothing where there is nothing", () => expect(faults((seed) => seed)).toEqual([]));

  it("finds what comes twice", () => {
    expect(faults((seed) => Math.min(seed, 58))).toEqual(["Seeds 58 and 59 give the same request."]);
  });

  it("finds what the seed does not decide, in the request and in the check, and where it comes from", () => {
    expect(faults(() => Math.random())).toEqual([
      ...Array.from({ length: 50 }, (_, seed) => `Seed ${seed} gives another request the second time.`),
      "Making challenges reads Math.random.",
    ]);
    let calls = 0;
    expect(
      faults(
        (seed) => seed,
        () => calls++,
      ),
    ).toContain("Seed 7 gives another check the second time.");
    expect(faults((seed) => seed + 0 * Date.now() + 0 * performance.now())).toEqual([
      "Making challenges reads Date.now.",
      "Making challenges reads performance.now.",
    ]);
    expect(Math.random()).not.toBe(Math.random());
  });

  it("looks into rounds", () => {
    const createChallenge = (seed: number | (() => number)) => ({ request: { value: Number(seed) } });
    const round = (make: (seed: number, count: number) => number[]) =>
      challengeFaults(
        {
          createChallenge,
          createChallenges: (seed, count) => make(seed, count).map((value) => ({ request: { value } })),
        },
        { encode, seeds: 1 },
      );
    expect(round((seed, count) => Array.from({ length: count }, (_, index) => seed + index / 10))).toEqual([]);
    expect(round((seed, count) => Array(count).fill(seed))).toContain("Seed 0 gives two miners the same request.");
    expect(round((seed) => [seed])).toContain("1 challenges are made for 8 miners.");
  });
});

describe("scoreFaults", () => {
  const faults = (scoreAnswer: (given: typeof input) => Score) =>
    scoreFaults({ scoreAnswer: scoreAnswer as () => Score }, [input]);

  it("finds nothing where there is nothing", () => expect(faults(() => score())).toEqual([]));

  it.each<[string, (given: typeof input) => Score]>([
    ["Input 0: total is NaN.", () => score({ total: Number.NaN })],
    ["Input 0: total is 1.1.", () => score({ total: 1.1 })],
    ["Input 0: speed is -1.", () => score({ parts: { speed: -1 } })],
    ["Input 0: the score is not explained.", () => score({ explanation: " " })],
    ["Scoring reads Date.now.", () => score({ total: Date.now() > 0 ? 1 : 0 })],
  ])("finds: %s", (fault, scoreAnswer) => expect(faults(scoreAnswer)).toEqual([fault]));

  it("finds what is not the same twice, and what is changed", () => {
    let total = 0;
    expect(faults(() => score({ total: total++ }))).toContain("Input 0 has another score the second time.");
    const adding = {
      scoreAnswer: (({ answer }: typeof input) => score({ total: answer.push(3) > 9 ? 1 : 0 })) as () => Score,
    };
    expect(scoreFaults(adding, [structuredClone(input)])).toEqual(["Input 0 is changed by being judged."]);
  });
});

describe("trafficFaults", () => {
  it("compares the fields that are on the wire", () => {
    expect(
      [...fieldsOnWire({ a: 0, b: "", c: [], d: { e: 1, f: 0 }, g: [{ h: 2 }], i: new Uint8Array(2) })].sort(),
    ).toEqual(["d", "d.e", "g", "g.h", "i"]);
    expect(
      trafficFaults(
        [
          { id: "1", n: 1 },
          { id: "2", n: 0 },
        ],
        [{ id: "x", n: 5 }],
      ),
    ).toEqual([]);
    expect(trafficFaults([{ id: "1", seed: 4 }], [{ id: "x", seed: 0, stop: ["."] }])).toEqual([
      "seed is in all challenges and not in all users' requests.",
      "seed is in some challenges and never in users' requests.",
      "stop is in some users' requests and never in challenges.",
    ]);
  });
});

it("kendallTau ranks", () => {
  expect(kendallTau([3, 2, 1])).toBe(1);
  expect(kendallTau([1, 2, 3])).toBe(-1);
  expect(kendallTau([3, 1, 2])).toBeCloseTo(1 / 3, 12);
  expect(kendallTau([1, 1])).toBe(0);
});
