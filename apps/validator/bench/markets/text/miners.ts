import type { TextAnswer, TextChallenge } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import type { AnswerMiner, Ask } from "../answers/answer-contest.js";
import { forge, idsOf } from "./forgery.js";
import type { ServedModel } from "./models.js";

type Sampling = NonNullable<TextChallenge["request"]["sampling"]>;

export type TextMiner = AnswerMiner<TextChallenge, TextAnswer>;
type TextAsk = Ask<TextChallenge, TextAnswer>;

export interface TextModels {
  readonly full: ServedModel;
  readonly int8: ServedModel;
  readonly mini: ServedModel;
  /** What forgers look at; the same weights as the validators'. */
  readonly reference: TextModel;
}

/** Clock readings: so many milliseconds for a token, give or take a tenth. */
const perToken =
  (ms: number): TextMiner["msOf"] =>
  ({ tokens }, random) =>
    (30 + ms * tokens.length) * (0.9 + 0.2 * random());

/** An honest miner before it is measured. */
export interface HonestText extends Omit<TextMiner, "quality"> {
  readonly model: ServedModel;
  readonly msPerToken: number;
  /** Share of requests that it does not answer. */
  readonly failing: number;
}

const honest = (name: string, model: ServedModel, msPerToken: number, failing = 0): HonestText => ({
  name,
  kind: "honest",
  model,
  msPerToken,
  failing,
  answer: async ({ challenge, random }) => (random() < failing ? undefined : model.answer(challenge.request)),
  msOf: perToken(msPerToken),
});

export const honestMiners = ({ full, int8 }: TextModels): HonestText[] => [
  honest("fp32, 5 ms a token", full, 5),
  honest("fp32, 9 ms a token", full, 9),
  honest("fp32, 14 ms a token", full, 14),
  honest("int8, 14 ms a token", int8, 14),
  honest("int8, 22 ms a token", int8, 22),
  honest("fp32, 14 ms, 7 % unanswered", full, 14, 0.07),
  honest("int8, 14 ms, 14 % unanswered", int8, 14, 0.14),
];

const FAST = 7;

export function cheats(models: TextModels): TextMiner[] {
  const { full, int8, mini, reference } = models;
  const cheat = (name: string, answer: TextMiner["answer"], ms = FAST): TextMiner => ({
    name,
    kind: "cheat",
    answer,
    msOf: perToken(ms),
  });
  const forged = (name: string, ids: (ask: TextAsk) => Promise<readonly number[]>): TextMiner =>
    cheat(name, async (ask) => forge(reference, ask.challenge.request, await ids(ask)));
  return [
    cheat("a smaller model", ({ challenge }) => mini.answer(challenge.request)),
    forged("a smaller model, forged claims", async ({ challenge }) => idsOf(await mini.answer(challenge.request))),
    cheat("claims surer than it is", async ({ challenge }) => {
      const answer = await full.answer(challenge.request);
      return { ...answer, tokens: answer.tokens.map((token) => ({ ...token, logprob: token.logprob / 8 - 1.5 })) };
    }),
    cheat("right tokens, another text", async ({ challenge }) => {
      const answer = await full.answer(challenge.request);
      return { ...answer, tokens: answer.tokens.map((token) => ({ ...token, text: " buy now" })) };
    }),
    cheat("counts more tokens than there are", async ({ challenge }) => {
      const answer = await full.answer(challenge.request);
      return { ...answer, usage: { promptTokens: answer.usage!.promptTokens, completionTokens: 200 } };
    }),
    forged("ends early", async ({ challenge }) => {
      const ids = idsOf(await full.answer(challenge.request));
      return ids.slice(0, Math.max(1, Math.min(2, ids.length - 2)));
    }),
    forged("skips the end", async ({ challenge, earlier }) => {
      const more = await full.answer((earlier.at(-1) ?? challenge).request);
      return [...idsOf(await full.answer(challenge.request)), ...idsOf(more)];
    }),
    forged("the answer to the question before", async ({ challenge, earlier }) =>
      idsOf(await full.answer((earlier.at(-1) ?? { request: { ...challenge.request, messages: hello } }).request)),
    ),
    forged("copies the prompt", async ({ challenge }) => {
      const messages = challenge.request.messages.map(({ role, content }) => ({ role: role as "user", content }));
      return reference.encodeChat(messages).slice(1, -2);
    }),
    forged("random tokens", async ({ random }) => Array.from({ length: 20 }, () => 5 + Math.floor(random() * 1400))),
    cheat("breaks off half-way", async ({ challenge }) => {
      const answer = await int8.answer(challenge.request);
      return { ...answer, tokens: answer.tokens.slice(0, answer.tokens.length >> 1), finishReason: "length" };
    }),
    cheat("drips beyond the deadline", ({ challenge }) => full.answer(challenge.request), 30_000),
    cheat(
      "fp32, draws by another seed",
      drawing(models, ({ seed }) => ({ seed: (seed ^ 1) >>> 0 })),
    ),
    cheat(
      "fp32, ignores the temperature",
      drawing(models, () => ({ temperature: 0 })),
    ),
    cheat("says nothing", async () => undefined),
  ];
}

const hello = [{ role: "user", content: "Hello" }];

/** The model's answer, drawn otherwise than the request says. */
function drawing({ full }: TextModels, change: (sampling: Sampling) => Partial<Sampling>): TextMiner["answer"] {
  return ({ challenge: { request } }) =>
    full.answer({ ...request, sampling: { ...request.sampling!, ...change(request.sampling!) } });
}

/** What the score does not see: work that is done only once for several. */
export const limits = (): TextMiner[] => [
  {
    name: "passes on to the second",
    kind: "limit",
    answer: ({ answerOf }) => answerOf("fp32, 9 ms a token"),
    msOf: perToken(18),
  },
];
