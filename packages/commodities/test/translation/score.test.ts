import { describe, expect, it } from "vitest";
import { scoreTranslation, type TranslationScoreInput } from "../../src/index.js";

const request = {
  requestId: "r",
  model: "",
  text: "The old man buys 12.50 kilos of apples in Velton.",
  sourceLanguage: "en",
  targetLanguage: "de",
};
const right = "Der alte Mann kauft 12,50 Kilo Äpfel in Velton.";
const check = { references: [right], terms: [["Mann"], ["Äpfel", "Apfel"], ["Velton"]] };
const judge = (text: string, rest: Partial<TranslationScoreInput> = {}) =>
  scoreTranslation({ challenge: { request, check }, answer: { text, usage: undefined }, reference: {}, ...rest });

describe("scoring a translation", () => {
  it("gives everything for the reference, and says so", () => {
    const { total, parts, explanation } = judge(right);
    expect(total).toBeCloseTo(1, 12);
    expect(parts).toMatchObject({
      form: 1,
      language: 1,
      copy: 1,
      length: 1,
      repetition: 1,
      numbers: 1,
      chrf: 1,
      terms: 1,
    });
    expect(explanation).toContain("chrF++ 100.0");
  });

  it("is pure", () => expect(judge("Der Mann kauft Äpfel.")).toEqual(judge("Der Mann kauft Äpfel.")));

  it("takes the best of several references", () => {
    const challenge = { request, check: { references: ["Etwas ganz anderes hier.", right] } };
    expect(judge(right, { challenge }).total).toBeCloseTo(1, 12);
  });

  it.each([
    ["numbers", "Der alte Mann kauft 12,80 Kilo Äpfel in Velton.", 0.5],
    ["numbers", "Der alte Mann kauft Kilo Äpfel in Velton.", 0.5],
    ["terms", "Der alte Mann kauft 12,50 Kilo Birnen in Velton.", 2 / 3],
    ["language", "The old man buys 12,50 kilos of apples in Velton.", 0],
    ["copy", request.text, 0],
    ["length", "Der alte Mann", 0.2],
    ["repetition", `${right} ${right} ${right}`, 0.3],
  ] as const)("sees what is wrong with the %s of %j", (part, text, most) => {
    const score = judge(text);
    expect(score.parts[part]).toBeLessThanOrEqual(most + 0.05);
    expect(score.total).toBeLessThan(0.8);
  });

  it.each(["", " \t\n", "a\u0000b", "Der alte Mann \ufffd"])("gives nothing for %j", (text) => {
    const score = judge(text);
    expect(score.total).toBe(0);
    expect(score.explanation).toMatch(/^The answer counts for nothing: it /);
  });

  it("reads numbers as the language writes them", () => {
    const challenge = {
      request: { ...request, text: "It costs 1,250.50 euros.", targetLanguage: "de" },
      check: { references: ["Es kostet 1.250,50 Euro."] },
    };
    expect(judge("Es kostet 1250,5 Euro.", { challenge }).parts.numbers).toBe(1);
    expect(judge("Es kostet 1,25 Euro.", { challenge }).parts.numbers).toBe(0.5);
  });

  it("judges a user's text against the validator's own translation, and without one by the gates alone", () => {
    const challenge = { request };
    const own = judge(right, { challenge, reference: { translation: right } });
    expect(own.total).toBeCloseTo(1, 12);
    expect(own.explanation).toContain("the validator's own translation");
    expect(judge(right, { challenge })).toMatchObject({
      total: 1,
      explanation: "There is no reference to compare with.",
    });
    expect(judge(request.text, { challenge }).total).toBeLessThan(0.01);
  });

  it("does not judge a language that it has no profile of", () => {
    const challenge = {
      request: { ...request, targetLanguage: "it" },
      check: { references: ["Il vecchio compra mele."] },
    };
    expect(judge("Il vecchio compra mele.", { challenge }).parts.language).toBeUndefined();
  });

  it("lets speed take a tenth at most, and only against peers", () => {
    expect(judge(right, { timing: { totalMs: 100 } }).parts.speed).toBeUndefined();
    const usual = judge(right, { timing: { totalMs: 100, usualMs: 100 } });
    expect(usual.parts.speed).toBe(0.5);
    expect(usual.total).toBeCloseTo(0.95, 9);
    expect(judge(right, { timing: { totalMs: 1e9, usualMs: 1 } }).total).toBeCloseTo(0.9, 6);
  });
});
