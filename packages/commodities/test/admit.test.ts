import { describe, expect, it } from "vitest";
import {
  createTranslationChallenge,
  createVisionChallenge,
  type Translation,
  type Translator,
  translatingOnce,
  translation,
  type VisionModel,
  vision,
} from "../src/index.js";

const invalid = { code: "protocol/invalid_argument" };
const card = { name: "t", hash: "", dtype: "fp32", contextLength: 100, vocabularySize: 1 };
const unused = () => Promise.reject(new Error("asked to work"));

const translator = (tokens?: number): Translator => ({
  card,
  translate: unused,
  dispose: async () => undefined,
  ...(tokens === undefined ? {} : { longestPiece: () => tokens }),
});

describe("a user's text", () => {
  const { request } = createTranslationChallenge(1);

  it("is admitted if the validator's translator can read its longest sentence", () => {
    for (const fitting of [translator(), translator(99)]) expect(translation.admit(request, fitting)).toBe(request);
    expect(() => translation.admit(request, translator(100))).toThrow(expect.objectContaining(invalid));
  });

  it.each([
    ["another language", { targetLanguage: "tlh" }],
    ["the same language", { targetLanguage: request.sourceLanguage }],
    ["a bell", { text: "ding\u0007" }],
    ["half a character", { text: "\ud83d" }],
    ["nothing", { text: "\n" }],
    ["too much", { text: "a".repeat(2_001) }],
  ])("is refused with %s", (_what, change) => {
    expect(() => translation.admit({ ...request, ...change }, translator())).toThrow(expect.objectContaining(invalid));
  });

  it("is measured by the models' own tokens, sentence by sentence", async () => {
    const mini = await translation.loadModel("tao-translate-mini");
    const longest = (text: string) => mini.longestPiece?.({ text, sourceLanguage: "en", targetLanguage: "de" }) ?? 0;
    expect(longest("One. Two words. Three.")).toBe(longest("Two words."));
    expect(longest("word ".repeat(50))).toBeGreaterThan(50);
    await mini.dispose();
  });
});

describe("a user's image", () => {
  const model = (kinds: VisionModel["kinds"]): VisionModel => ({
    card,
    labels: ["cat", "dog"],
    kinds,
    classify: unused,
    detect: unused,
    dispose: async () => undefined,
  });
  const { image } = createVisionChallenge(1).request;
  const request = { requestId: "r", model: "", image, task: "detection", labels: [], maxBoxes: 0 };

  it("is asked about by the labels that the model knows and for a usual number of boxes, unless its user says", () => {
    const both = model(["classification", "detection"]);
    expect(vision.admit(request, both)).toMatchObject({ labels: ["cat", "dog"], maxBoxes: 20 });
    expect(vision.admit({ ...request, task: "classification" }, both)).toMatchObject({ maxBoxes: 0 });
    expect(vision.admit({ ...request, labels: ["owl"], maxBoxes: 3 }, both)).toMatchObject({
      labels: ["owl"],
      maxBoxes: 3,
    });
  });

  it("is refused for what the validator's model does not do, and for what no miner takes", () => {
    const admit = (change: object) => () => vision.admit({ ...request, ...change }, model(["classification"]));
    expect(admit({})).toThrow(expect.objectContaining(invalid));
    expect(admit({ task: "poetry" })).toThrow(expect.objectContaining(invalid));
    expect(admit({ task: "classification", image: image.slice(0, 20) })).toThrow(expect.objectContaining(invalid));
    expect(admit({ task: "classification", labels: ["a", "a"] })).toThrow(expect.objectContaining(invalid));
  });
});

describe("translatingOnce", () => {
  const task = { text: "Hi", sourceLanguage: "en", targetLanguage: "de" };

  it("shares what is asked several times at once, and nothing else", async () => {
    const finish: ((translation: Translation) => void)[] = [];
    const once = translatingOnce({ ...translator(), translate: () => new Promise((resolve) => finish.push(resolve)) });
    const leaving = new AbortController();
    const all = [
      once.translate(task, { signal: leaving.signal }),
      once.translate(task),
      once.translate({ ...task, targetLanguage: "fr" }),
    ];
    expect(finish).toHaveLength(2);
    leaving.abort(new Error("gone"));
    for (const [at, done] of finish.entries()) done({ text: `answer ${at}`, sourceTokens: 1, targetTokens: 1 });
    await expect(all[0]).rejects.toThrow("gone");
    expect(await all[1]).toMatchObject({ text: "answer 0" });
    expect(await all[2]).toMatchObject({ text: "answer 1" });
    void once.translate(task);
    expect(finish, "asked again later, it is done again").toHaveLength(3);
  });

  it("fails for all who wait, and for nobody after", async () => {
    let calls = 0;
    const failing = async () => {
      calls += 1;
      throw new Error("no");
    };
    const once = translatingOnce({ ...translator(), translate: failing });
    await Promise.all([once.translate(task), once.translate(task)].map((each) => expect(each).rejects.toThrow("no")));
    await expect(once.translate(task)).rejects.toThrow("no");
    expect(calls).toBe(2);
  });
});
