import { text } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import type { TextRequest, TextToken } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Judge } from "../src/competition/judge.js";
import { createTextJudge } from "../src/competition/text-judge.js";

let model: TextModel;
let judge: Judge;

beforeAll(async () => {
  model = await text.loadModel("tao-text-mini");
  judge = createTextJudge(model);
});
afterAll(() => model?.dispose());

interface Wish {
  readonly seed?: number;
  readonly maxTokens?: number;
  readonly stop?: string[];
  readonly continueFrom?: number[];
}

const ask = ({ seed = 1, maxTokens = 48, stop = [], continueFrom = [] }: Wish): TextRequest => ({
  requestId: "r",
  model: "",
  messages: [{ role: "user", content: "What does a validator do?" }],
  sampling: { maxTokens, temperature: 1, topP: 1, seed, stop },
  continueFrom,
});

/** What an honest miner with this model sends. */
async function answer(request: TextRequest): Promise<TextToken[]> {
  const { maxTokens = 0, seed = 0, stop = [] } = request.sampling ?? {};
  const messages = [{ role: "user", content: request.messages[0]?.content ?? "" }] as const;
  const sampling = { maxTokens, temperature: 1, topP: 1, seed, stop };
  const tokens: TextToken[] = [];
  for await (const token of model.generate({ messages, ...sampling, continueFrom: request.continueFrom }))
    tokens.push(token);
  return tokens;
}

/** A seed under which the model begins otherwise; it is so sure of itself that most seeds draw the same. */
async function otherSeed(tokens: readonly TextToken[]): Promise<number> {
  for (let seed = 2; seed <= 500; seed++) {
    const begun = await answer(ask({ seed, maxTokens: tokens.length }));
    if (begun.some(({ id }, index) => id !== tokens[index]?.id)) return seed;
  }
  throw new Error("every seed from 2 to 500 draws the same tokens");
}

describe("reading an answer", () => {
  it.each([
    ["to its end token", {}],
    ["to its longest", { maxTokens: 5 }],
    ["to a stop text", { stop: ["at", "e w", "."] }],
    ["from where another stopped", { continueFrom: [300, 301, 302], maxTokens: 20 }],
  ])("follows an honest miner %s, whatever the seed", async (_, wish) => {
    for (let seed = 1; seed <= 8; seed++) {
      const request = ask({ ...wish, seed });
      const reader = judge.read(request);
      const tokens = await answer(request);
      for (const [index, token] of tokens.entries()) {
        expect(reader.end, `seed ${seed}, before token ${index}`).toBeUndefined();
        expect(reader.take(token), `seed ${seed}, token ${index}: ${JSON.stringify(token.text)}`).toBe(true);
      }
      expect(reader.end, `seed ${seed}, at the end`).toBeDefined();
    }
  });

  it("takes no other text, none that is missing for long, no unknown token, and nothing after the end", async () => {
    const request = ask({});
    const tokens = await answer(request);
    const [first] = tokens as [TextToken];
    const reader = judge.read(request);
    expect(reader.take({ ...first, text: "Buy now" })).toBe(false);
    expect(reader.take({ ...first, text: `${first.text} and more` })).toBe(false);
    expect(reader.take({ ...first, id: 60_000 })).toBe(false);
    expect(reader.take(first), "what was refused left no trace").toBe(true);

    const silent = judge.read(request);
    const taken = tokens.findIndex((token) => !silent.take({ ...token, text: "" }));
    expect(taken).toBeGreaterThan(0);
    const hidden = tokens.slice(0, taken).map((token) => token.text);
    expect(hidden.join("").length).toBeLessThanOrEqual(16);

    const whole = judge.read(ask({ maxTokens: 1 }));
    expect(whole.take(first)).toBe(true);
    expect(whole.end).toBe("length");
    expect(whole.take(first)).toBe(false);
  });
});

describe("an opening", () => {
  it("is believable if the model draws it with the request's seed, and worth nothing with another text", async () => {
    const request = ask({});
    const tokens = (await answer(request)).slice(0, 6);
    expect(await judge.opening(request, tokens)).toBeGreaterThan(0.95);
    expect(await judge.opening(ask({ seed: await otherSeed(tokens) }), tokens)).toBeLessThan(0.95);
    const lie = tokens.map((token, index) => (index === 3 ? { ...token, text: " now" } : token));
    expect(await judge.opening(request, lie)).toBe(0);
    expect(await judge.opening(request, [])).toBe(0);
  });
});

it("refuses a prompt without room for an answer", () => {
  const long = { role: "user", content: "stake ".repeat(600) };
  expect(judge.promptTokens(ask({}))).toBe(model.encodeChat(ask({}).messages as never).length);
  expect(() => judge.promptTokens({ ...ask({}), messages: [long] })).toThrow(
    expect.objectContaining({ data: expect.objectContaining({ code: "protocol/invalid_argument" }) }),
  );
});
