import type { TranslationChallenge } from "@taostack/commodities";
import type { TranslationResponse } from "@taostack/protocol";
import type { AnswerMiner, Ask } from "../answers/answer-contest.js";
import type { ServedTranslator } from "./models.js";
import { pickOf, type Words } from "./words.js";

export type TranslationMiner = AnswerMiner<TranslationChallenge, TranslationResponse>;
type TranslationAsk = Ask<TranslationChallenge, TranslationResponse>;

export interface TranslationTools {
  readonly full: ServedTranslator;
  readonly small: ServedTranslator;
  readonly mini: ServedTranslator;
  readonly words: ReadonlyMap<string, Words>;
}

const said = (text: string): TranslationResponse => ({ text, usage: undefined });

/** Clock readings: so many milliseconds for a character, give or take a tenth. */
const perCharacter =
  (ms: number): TranslationMiner["msOf"] =>
  ({ text }, random) =>
    (30 + ms * text.length) * (0.9 + 0.2 * random());

export interface HonestTranslator extends Omit<TranslationMiner, "quality"> {
  readonly msPerCharacter: number;
}

/** @param wrong - Share of words that are replaced by others of the language. */
function honest(
  name: string,
  { answer }: ServedTranslator,
  { words }: TranslationTools,
  { ms = 2, wrong = 0 } = {},
): HonestTranslator {
  return {
    name,
    kind: "honest",
    msPerCharacter: ms,
    async answer({ challenge: { request }, random }) {
      const { text } = await answer(request);
      const others = words.get(request.targetLanguage)!.all;
      return said(text.replace(/\S+/gu, (word) => (random() < wrong ? pickOf(random, others) : word)));
    },
    msOf: perCharacter(ms),
  };
}

export const honestMiners = (tools: TranslationTools): HonestTranslator[] => [
  honest("tao-translate", tools.full, tools),
  honest("tao-translate, twice as slow", tools.full, tools, { ms: 4 }),
  honest("tao-translate, 2 % wrong words", tools.full, tools, { wrong: 0.02 }),
  honest("tao-translate-small", tools.small, tools),
  honest("tao-translate-small, 5 % wrong words", tools.small, tools, { wrong: 0.05 }),
  honest("tao-translate-mini", tools.mini, tools),
];

const half = (text: string): string => {
  const words = text.split(" ");
  return words.slice(0, Math.ceil(words.length / 2)).join(" ");
};

/** All of them may ask the best model that there is, so that they have the best answers to spoil. */
export function cheats({ full, mini, words }: TranslationTools): TranslationMiner[] {
  const cheat = (name: string, answer: (ask: TranslationAsk) => string | Promise<string>): TranslationMiner => ({
    name,
    kind: "cheat",
    answer: async (ask) => said(await answer(ask)),
    msOf: perCharacter(1),
  });
  const commonIn = ({ challenge }: TranslationAsk, count: number) =>
    words.get(challenge.request.targetLanguage)!.common.slice(0, count);
  const right = async ({ challenge }: TranslationAsk) => (await full.answer(challenge.request)).text;
  return [
    cheat("copies the source", ({ challenge }) => challenge.request.text),
    cheat("copies the source, swaps function words", (ask) =>
      swapped(ask.challenge.request.text, words.get(ask.challenge.request.sourceLanguage)!.common, commonIn(ask, 30)),
    ),
    cheat("answers in another language", async ({ challenge: { request } }) => {
      const others = ["en", "de", "fr", "es"].filter(
        (code) => code !== request.sourceLanguage && code !== request.targetLanguage,
      );
      return (await full.answer({ ...request, targetLanguage: others[0]! })).text;
    }),
    cheat("the commonest words", (ask) => commonIn(ask, 25).join(" ")),
    cheat("repeats the commonest words", (ask) => Array(6).fill(commonIn(ask, 4).join(" ")).join(" ")),
    cheat("a salad of the right words", async (ask) => {
      const parts = (await right(ask)).replace(/[.?]/g, "").split(" ");
      return parts.sort(() => ask.random() - 0.5).join(" ");
    }),
    cheat("names and numbers of the source, else common words", (ask) => {
      const kept = ask.challenge.request.text.match(/(?<!^|[.?] )\p{Lu}\p{L}+|\d[\d.,]*/gu) ?? [];
      return [...commonIn(ask, 12), ...kept].join(" ");
    }),
    cheat("half of the right answer", async (ask) => half(await right(ask))),
    cheat("the right answer and the source", async (ask) => `${await right(ask)} ${ask.challenge.request.text}`),
    cheat("the right answer three times", async (ask) =>
      Array(3)
        .fill(await right(ask))
        .join(" "),
    ),
    cheat("its answer to the text before", async ({ challenge, earlier }) => {
      const before = earlier.findLast(({ request }) => request.targetLanguage === challenge.request.targetLanguage);
      return before?.check?.references[0] ?? "";
    }),
    cheat("one sentence for all", (ask) => commonIn(ask, 8).join(" ")),
    {
      ...cheat("every second text only", async (ask) => (await mini.answer(ask.challenge.request)).text),
      answer: async (ask) => (ask.random() < 0.5 ? undefined : mini.answer(ask.challenge.request)),
    },
    { ...cheat("drips beyond the deadline", right), msOf: () => 60_000 },
    cheat("sends nothing", () => ""),
  ];
}

/** Word by word into the other language's words of the same rank. */
function swapped(text: string, from: readonly string[], to: readonly string[]): string {
  return text
    .split(" ")
    .map((word) => to[from.indexOf(word)] ?? word)
    .join(" ");
}

/** What the score does not see. */
export const limits = (): TranslationMiner[] => [
  {
    name: "passes on to the best",
    kind: "limit",
    answer: ({ answerOf }) => answerOf("tao-translate"),
    msOf: perCharacter(4),
  },
  {
    name: "turns the public grammar around",
    kind: "limit",
    answer: async ({ challenge }) => said(challenge.check!.references[0]!),
    msOf: perCharacter(0.1),
  },
];
