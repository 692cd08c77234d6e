import { TranslationRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { defaultTranslationLimits, parseTranslationRequest } from "../../src/index.js";

const request = { requestId: "r", model: "", text: "Good morning.", sourceLanguage: "en", targetLanguage: "de" };

describe("translation requests", () => {
  it("are read", () => {
    const sent = TranslationRequest.decode(TranslationRequest.encode(request));
    expect(parseTranslationRequest(sent)).toEqual({
      text: "Good morning.",
      sourceLanguage: "en",
      targetLanguage: "de",
    });
  });

  it.each([
    [{ sourceLanguage: "xx" }, /source_language is "xx"\. Take one of en, de, fr, es/],
    [{ targetLanguage: "" }, /target_language is ""\. Take one of/],
    [{ targetLanguage: "en" }, /target_language is "en", as is source_language/],
    [{ text: "" }, /text is empty\. Give the text/],
    [{ text: " \n" }, /text is white space only/],
    [{ text: "ä".repeat(2001) }, /text has 2001 characters\. Send at most 2000/],
  ])("with %j are refused, naming field, value and remedy", (change, message) => {
    expect(() => parseTranslationRequest({ ...request, ...change })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        data: expect.objectContaining({ code: "protocol/invalid_argument" }),
        remedy: expect.any(String),
      }),
    );
  });

  it("count characters, not their halves", () => {
    const text = "👍".repeat(2000);
    expect(parseTranslationRequest({ ...request, text }).text).toBe(text);
  });

  it("can have other languages and lengths", () => {
    const limits = { ...defaultTranslationLimits, languages: ["it", "ja"], maxCharacters: 5 };
    const asked = { ...request, text: "Ciao", sourceLanguage: "it", targetLanguage: "ja" };
    expect(parseTranslationRequest(asked, limits).targetLanguage).toBe("ja");
    expect(() => parseTranslationRequest(request, limits)).toThrow(/source_language/);
  });
});
