import type { TokenScore } from "@taostack/inference";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createTextChallenge,
  scoreAnswer,
  type TextAnswer,
  type TextScoreInput,
  usualMsPerToken,
} from "../src/index.js";

const END = 1;
const { request } = createTextChallenge(3);
const drawn = (logprob: number): TokenScore => ({
  logprob,
  rank: 1,
  topLogprob: logprob,
  expectedLogprob: logprob,
  samplingGap: 0,
});

/** A perfect answer to a request with at least 64 tokens of room, judged by a reference that drew the same. */
function perfect(words: readonly string[] = ["The", " answer", " is", " seven", "."]): TextScoreInput {
  const tokens = [
    ...words.map((text, index) => ({ id: 10 + index, text, logprob: -0.5 })),
    { id: END, text: "", logprob: -0.1 },
  ];
  return {
    challenge: { request },
    answer: { tokens, finishReason: "stop", usage: { promptTokens: 8, completionTokens: tokens.length } },
    reference: {
      scores: tokens.map((token) => drawn(token.logprob)),
      text: words.join(""),
      textBeforeLast: words.join(""),
      endTokens: [END],
      vocabularySize: 100,
      promptTokens: 8,
      contextLength: 512,
    },
  };
}

const withAnswer = (change: Partial<TextAnswer>): TextScoreInput => {
  const input = perfect();
  return { ...input, answer: { ...input.answer, ...change } };
};
const withScores = (change: (score: TokenScore, index: number) => Partial<TokenScore>): TextScoreInput => {
  const input = perfect();
  const scores = input.reference.scores.map((score, index) => ({ ...score, ...change(score, index) }));
  return { ...input, reference: { ...input.reference, scores } };
};

describe("scoreAnswer", () => {
  it("gives a perfect answer everything, and says so", () => {
    expect(scoreAnswer(perfect())).toEqual({
      total: 1,
      parts: { form: 1, authenticity: 1, sampling: 1, plausibility: 1, claims: 1, ending: 1 },
      explanation: "The tokens are what the reference model draws.",
    });
  });

  const { tokens } = perfect().answer;
  const usage = (completionTokens: number) => ({ promptTokens: 8, completionTokens });
  it.each<[string, Partial<TextAnswer>]>([
    ["empty", { tokens: [], usage: usage(0) }],
    ["broken off", { finishReason: "" }],
    ["stopped without an end token", { tokens: tokens.slice(0, -1), usage: usage(5) }],
    ["cut off before the length asked for", { tokens: tokens.slice(0, -1), usage: usage(5), finishReason: "length" }],
    ["cut off after its end token", { finishReason: "length" }],
    ["going on after its end token", { tokens: [tokens.at(-1)!, ...tokens], usage: usage(7) }],
    ["too long", { tokens: Array.from({ length: 600 }, () => tokens[0]!), usage: usage(600) }],
    [
      "outside the vocabulary",
      { tokens: [{ id: 100, text: "The answer is seven.", logprob: -1 }, tokens.at(-1)!], usage: usage(2) },
    ],
    ["with log-probabilities above 0", { tokens: tokens.map((token) => ({ ...token, logprob: 0.5 })) }],
    [
      "with log-probabilities that are no numbers",
      { tokens: tokens.map((token) => ({ ...token, logprob: Number.NaN })) },
    ],
    [
      "with another text than its tokens'",
      { tokens: tokens.map((token) => ({ ...token, text: token.text.toUpperCase() })) },
    ],
    ["without usage", { usage: undefined }],
    ["counting more tokens than there are", { usage: usage(60) }],
  ])("gives nothing for an answer %s", (_, change) => {
    const score = scoreAnswer(withAnswer(change));
    expect(score.total).toBe(0);
    expect(score.explanation).toMatch(/^The answer counts for nothing: it|^The answer counts for nothing: the/);
  });

  it("cuts the text at a stop text, and wants the answer to end there", () => {
    const input = perfect(["seven", "\n"]);
    const stopped = { ...input.challenge.request, sampling: { ...request.sampling!, stop: ["\n"] } };
    const answerTokens = [
      { id: 10, text: "seven", logprob: -0.5 },
      { id: 11, text: "", logprob: -0.5 },
    ];
    const judge = (late: boolean) =>
      scoreAnswer({
        challenge: { request: stopped },
        answer: { tokens: answerTokens, finishReason: "stop", usage: usage(2) },
        reference: {
          ...input.reference,
          scores: input.reference.scores.slice(0, 2),
          textBeforeLast: late ? "seven\n" : "seven",
        },
      }).total;
    expect(judge(false)).toBe(1);
    expect(judge(true)).toBe(0);
  });

  it("forgives what kernels differ by, hardly notices int8, rejects other models", () => {
    const totalWithGaps = (samplingGap: number) => scoreAnswer(withScores(() => ({ samplingGap }))).total;
    expect(totalWithGaps(0.005)).toBe(1);
    expect(scoreAnswer(withScores((_, index) => ({ samplingGap: index === 2 ? 0.1 : 0 }))).total).toBeGreaterThan(0.9);
    expect(totalWithGaps(1)).toBeLessThan(0.02);
  });

  it("rejects claims that are not the model's, though the tokens are", () => {
    const { parts } = scoreAnswer(
      withScores(({ logprob }) => ({ logprob: logprob - 2, expectedLogprob: logprob - 2 })),
    );
    expect(parts.claims).toBeLessThan(0.1);
    expect(parts.sampling).toBe(1);
  });

  it("counts what gaps add up to, not their mean: one token of another draw condemns a long answer", () => {
    const withGaps = (gaps: readonly number[]) =>
      scoreAnswer(withScores((_, index) => ({ samplingGap: gaps[index] ?? 0 }))).parts.sampling;
    expect(withGaps([0.1, 0.1, 0.1])).toBe(1);
    expect(withGaps([0, 0.4])).toBeCloseTo(Math.exp(-1), 12);
    expect(withGaps([0, 0.4, 0.4])).toBeCloseTo(Math.exp(-2), 12);
    expect(withGaps([0, 1e9])).toBeCloseTo(Math.exp(-13), 12);
  });

  it("finds a token that neither the seed nor any likelihood explains, by rank and by the gap to the best there", () => {
    const plausibility = (score: Partial<TokenScore>) =>
      scoreAnswer(
        withScores(({ logprob }, index) =>
          index === 2 ? { ...score, expectedLogprob: score.logprob ?? logprob, topLogprob: -0.5 } : {},
        ),
      ).parts.plausibility;
    const unlikely = { samplingGap: 3, rank: 40, logprob: -8 };
    expect(plausibility(unlikely)).toBe(0.5);
    expect(plausibility({ ...unlikely, samplingGap: 0 })).toBe(1);
    expect(plausibility({ ...unlikely, rank: 3 })).toBe(1);
    expect(plausibility({ ...unlikely, logprob: -6 })).toBe(1);
  });

  it("rejects an early end, however good the rest", () => {
    const score = scoreAnswer(withScores((_, index) => (index === 5 ? { samplingGap: 6, logprob: -6.1 } : {})));
    expect(score.parts.ending).toBeLessThan(0.001);
    expect(score.explanation).toContain("ends where the reference model would not");
  });

  it("halves a wrong answer and keeps a right one", () => {
    const check = { ...createTaskCheck(), expected: "seven", answer: "The answer is seven." };
    const judge = (expected: string) =>
      scoreAnswer({ ...perfect(), challenge: { request, check: { ...check, expected } } });
    expect(judge("seven")).toMatchObject({ total: 1, parts: { accuracy: 1 } });
    expect(judge("eight")).toMatchObject({ total: 0.5, parts: { accuracy: 0 } });
  });

  const timed = (totalMs: number, usual?: number) =>
    scoreAnswer({
      ...perfect(),
      timing: { firstTokenMs: 1, totalMs, ...(usual === undefined ? {} : { usualMsPerToken: usual }) },
    });

  it("lets speed take 15 % at most, whatever the timing within patience", () => {
    expect(timed(60).total).toBe(1);
    expect(timed(60, 10).total).toBeCloseTo(0.925, 12);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        (part, usual) => {
          const { total, parts } = timed(part * (2000 + 4 * usual * 6), usual);
          expect(parts.pace).toBe(1);
          expect(total).toBeGreaterThanOrEqual(0.85);
          expect(total).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("pays an answer that stalls by the square of how late it is", () => {
    expect(timed(2240, 10).parts.pace).toBe(1);
    expect(timed(4480, 10).parts.pace).toBe(0.25);
    expect(timed(4480, 10).explanation).toContain("stall");
    expect(timed(22_400, 10).total).toBeLessThan(0.01);
  });

  it("stays within 0 … 1 and repeats itself, for any evidence", () => {
    const nats = fc.double({ min: 0, max: 50, noNaN: true });
    const evidence = fc.record({ gap: nats, logprob: nats, expected: nats });
    fc.assert(
      fc.property(fc.array(evidence, { minLength: 6, maxLength: 6 }), (rows) => {
        const input = withScores((_, index) => ({
          samplingGap: rows[index]!.gap,
          logprob: -rows[index]!.logprob,
          expectedLogprob: -rows[index]!.expected,
        }));
        const score = scoreAnswer(input);
        expect(score.total).toBeGreaterThanOrEqual(0);
        expect(score.total).toBeLessThanOrEqual(1);
        expect(scoreAnswer(structuredClone(input))).toEqual(score);
      }),
    );
  });
});

function createTaskCheck() {
  for (let seed = 0; ; seed++) {
    const { check } = createTextChallenge(seed);
    if (check && check.expected !== check.answer) return check;
  }
}

describe("usualMsPerToken", () => {
  it("is the middle, which one staller cannot move", () => {
    expect(usualMsPerToken([10, 12, 11])).toBe(11);
    expect(usualMsPerToken([10, 12, 11, 1e9])).toBe(11.5);
    expect(usualMsPerToken([Number.NaN, 0, -1])).toBeUndefined();
  });
});
