import { describe, expect, it } from "vitest";
import { createTranslationChallenge, type TranslationScore, translation } from "../../src/index.js";

const challenges = Array.from({ length: 30 }, (_, seed) => createTranslationChallenge(60_000 + seed));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function scoresOf(name: string, dtype: "fp32" | "q8"): Promise<TranslationScore[]> {
  const model = await translation.loadModel(name, { dtype });
  try {
    const scores: TranslationScore[] = [];
    for (const challenge of challenges) {
      const { request } = challenge;
      const { text } = await model.translate(request);
      scores.push(await translation.verifyAnswer(model, { ...challenge, answer: { text, usage: undefined } }));
    }
    return scores;
  } finally {
    await model.dispose();
  }
}

const total = (scores: readonly TranslationScore[]) => mean(scores.map((score) => score.total));
const chrf = (scores: readonly TranslationScore[]) => mean(scores.map((score) => score.parts.chrf ?? 0));

describe("the translation market, with the bundled models", () => {
  it("ranks the three by size, and int8 with its own", async () => {
    const [big, bigInt8, small, mini] = [
      await scoresOf("tao-translate", "fp32"),
      await scoresOf("tao-translate", "q8"),
      await scoresOf("tao-translate-small", "fp32"),
      await scoresOf("tao-translate-mini", "fp32"),
    ];
    expect(chrf(big)).toBeGreaterThan(0.85);
    expect(chrf(mini)).toBeGreaterThan(0.6);
    expect(total(bigInt8)).toBeGreaterThan(0.9 * total(big));
    expect(total(big)).toBeGreaterThan(total(small));
    expect(total(small)).toBeGreaterThan(total(mini));
  });

  it("judges a user's text by the validator's own translation", async () => {
    const model = await translation.loadModel("tao-translate");
    try {
      const { request } = challenges[0]!;
      const { text } = await model.translate(request);
      const good = await translation.verifyAnswer(model, { request, answer: { text, usage: undefined } });
      expect(good.total).toBeCloseTo(1, 9);
      const copy = await translation.verifyAnswer(model, { request, answer: { text: request.text, usage: undefined } });
      expect(copy.total).toBeLessThan(0.05);
    } finally {
      await model.dispose();
    }
  });
});
