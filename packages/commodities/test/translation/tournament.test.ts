import { describe, expect, it } from "vitest";
import { createTranslationChallenge, scoreTranslation, type TranslationChallenge } from "../../src/index.js";
import { kendallTau } from "../../src/testing/kendall-tau.js";
import { commonWords, noisyAnswer } from "./support/noisy-miner.js";

const challenges = Array.from({ length: 60 }, (_, seed) => createTranslationChallenge(70_000 + seed));
const others = Array.from({ length: 60 }, (_, seed) => createTranslationChallenge(80_000 + seed));

type Miner = (challenge: TranslationChallenge, index: number) => string;

/** Mean score over the challenges, as a validator's average would be. */
const earned = (miner: Miner): number =>
  challenges.reduce(
    (sum, challenge, index) =>
      sum +
      scoreTranslation({ challenge, answer: { text: miner(challenge, index), usage: undefined }, reference: {} }).total,
    0,
  ) / challenges.length;

const errorRates = [0, 0.04, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35];
const honest = errorRates.map((errors, miner) =>
  earned((challenge, index) => noisyAnswer(challenge, errors, 1000 * miner + index)),
);
const weakest = honest.at(-1)!;

const half = (text: string): string => {
  const words = text.split(" ");
  return words.slice(0, Math.floor(words.length / 2)).join(" ");
};

/** Right answers come from the strongest honest miner, so that these cheats have the best that there is to spoil. */
const cheats: Readonly<Record<string, Miner>> = {
  "copies the source": ({ request }) => request.text,
  "copies the source and swaps a few words": ({ request }) =>
    `${commonWords(request.targetLanguage, 3).join(" ")} ${request.text}`,
  "sends nothing": () => "",
  "sends white space": () => " \n ",
  "answers in another language": (challenge) => {
    const { request } = challenge;
    const other = ["en", "de", "fr", "es"].find(
      (code) => code !== request.sourceLanguage && code !== request.targetLanguage,
    );
    const same = challenges.find((each) => each.request.targetLanguage === other)!;
    return same.check!.references[0]!;
  },
  "stuffs the commonest words": ({ request }) => commonWords(request.targetLanguage, 25).join(" "),
  "repeats the commonest words": ({ request }) =>
    Array(6).fill(commonWords(request.targetLanguage, 4).join(" ")).join(" "),
  "names all terms again and again": ({ check }) =>
    Array(4)
      .fill(check!.terms!.map(([form]) => form).join(" "))
      .join(" "),
  "sends its answer to the challenge before": ({ request }, index) => {
    const earlier = challenges.slice(0, index).reverse();
    return earlier.find((each) => each.request.targetLanguage === request.targetLanguage)?.check?.references[0] ?? "";
  },
  "sends one sentence to all": ({ request }) =>
    others.find((each) => each.request.targetLanguage === request.targetLanguage)!.check!.references[0]!,
  "stops half-way": ({ check }) => half(check!.references[0]!),
  "adds the source to the answer": ({ request, check }) => `${check!.references[0]} ${request.text}`,
  "sends the words in the order of the alphabet, twice": ({ check }) => {
    const words = check!.references[0]!.split(" ").sort();
    return [...words, ...words].join(" ");
  },
};

describe("a tournament of translators", () => {
  it("ranks miners by their quality", () => {
    expect(kendallTau(honest)).toBeGreaterThanOrEqual(0.9);
    expect(honest[0]).toBeCloseTo(1, 9);
  });

  it.each(Object.entries(cheats))("gives a miner that %s less than half of the weakest honest one", (_, cheat) => {
    expect(earned(cheat)).toBeLessThan(weakest / 2);
  });
});
