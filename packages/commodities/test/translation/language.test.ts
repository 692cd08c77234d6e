import { describe, expect, it } from "vitest";
import { createTranslationChallenge, identifyLanguage, isLanguage } from "../../src/index.js";

describe("telling languages apart", () => {
  it.each([
    ["en", "All human beings are born free and equal in dignity and rights."],
    ["de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren."],
    ["fr", "Tous les êtres humains naissent libres et égaux en dignité et en droits."],
    ["es", "Todos los seres humanos nacen libres e iguales en dignidad y derechos."],
  ] as const)("knows %s that is not from the grammar", (language, text) => {
    expect(identifyLanguage(text)[language]).toBeGreaterThan(0.99);
  });

  it("knows the sentences of the grammar", () => {
    for (let seed = 0; seed < 1000; seed++) {
      const { text, sourceLanguage } = createTranslationChallenge(900_000 + seed).request;
      expect(isLanguage(sourceLanguage) && identifyLanguage(text)[sourceLanguage]).toBeGreaterThan(0.9);
    }
  });

  it("is undecided about what has no letters", () => {
    expect(identifyLanguage("12 + 3")).toEqual({ en: 0.25, de: 0.25, fr: 0.25, es: 0.25 });
  });
});
