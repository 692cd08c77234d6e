import {
  AuditRequest as AuditCodec,
  type AuditRequest,
  ForecastRequest,
  PutPieceRequest,
  TextRequest,
  TranslationRequest,
  VisionRequest,
} from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import {
  answerAudit,
  type Commodity,
  forecast,
  type Market,
  randomWalkForecaster,
  seededRandom,
  storage,
  type TextScoreInput,
  text,
  translation,
  unaryCommodities,
  vision,
} from "../src/index.js";
import { challengeFaults, scoreFaults, trafficFaults } from "../src/testing/index.js";

type MarketOf<Request> = Market & { Request: Request };

/** The first challenges of a market, and what a miner sees of users' requests, drawn apart. */
async function traffic<Request>(
  commodity: Pick<Commodity<MarketOf<Request>>, "createChallenge" | "disguise">,
  users: readonly Request[],
  count = 300,
) {
  const challenges = Array.from({ length: count }, (_, seed) => commodity.createChallenge(seed).request);
  const random = seededRandom(9);
  const disguised = users.map((request) => commodity.disguise?.(request, random) ?? request);
  return [challenges, await Promise.all(disguised)] as const;
}

it("the five markets are here, or this page is to grow", () => {
  const checked = [text, translation, vision, forecast, storage].map(({ name }) => name);
  expect(checked).toEqual(expect.arrayContaining(unaryCommodities.map(({ name }) => name)));
});

describe("text", () => {
  it("has fresh challenges", () => {
    expect(challengeFaults(text, { encode: TextRequest.encode })).toEqual([]);
  });

  // What people ask repeats itself, and so do open questions; there the seed of the draw makes the task.
  it("has tasks with a known answer that hardly ever repeat their words", () => {
    const tasks = Array.from({ length: 3_000 }, (_, seed) => text.createChallenge(seed)).filter(({ check }) => check);
    const words = new Set(tasks.map(({ request }) => JSON.stringify(request.messages)));
    expect(words.size / tasks.length).toBeGreaterThan(0.998);
  });

  it("has a score that can be replayed", () => {
    const inputs = Array.from({ length: 200 }, (_, seed): TextScoreInput => {
      const challenge = text.createChallenge(seed);
      const random = seededRandom(seed);
      const words = ["The", " answer", " is", " seven", "."].slice(0, 1 + Math.floor(5 * random()));
      const tokens = [...words, ""].map((word, id) => ({
        id: word === "" ? 1 : 10 + id,
        text: word,
        logprob: -random(),
      }));
      const draw = ({ logprob }: { readonly logprob: number }) => {
        const gap = random() < 0.5 ? 0 : random();
        return { logprob, rank: 1, topLogprob: logprob + gap, expectedLogprob: logprob, samplingGap: gap };
      };
      const timing = { firstTokenMs: 30, totalMs: 50 + 100 * random(), tokens: tokens.length, usualMsPerToken: 12 };
      return {
        challenge,
        answer: { tokens, finishReason: "stop", usage: { promptTokens: 8, completionTokens: tokens.length } },
        reference: {
          scores: tokens.map(draw),
          text: words.join(""),
          textBeforeLast: words.join(""),
          endTokens: [1],
          vocabularySize: 100,
          promptTokens: 8,
          contextLength: 512,
        },
        ...(seed % 2 === 0 ? { timing } : {}),
      };
    });
    expect(scoreFaults(text, inputs)).toEqual([]);
  });

  it("hides users among its challenges", async () => {
    const sampling = { maxTokens: 64, temperature: 0.7, topP: 0.9, seed: 0, stop: [] };
    const messages = [{ role: "user", content: "Hi" }];
    const plain = { requestId: "chatcmpl-1", model: "tao-text", messages, sampling, continueFrom: [] };
    const settled = { ...plain, sampling: { ...sampling, temperature: 0, seed: 4, stop: ["\n"] } };
    expect(trafficFaults(...(await traffic(text, [plain, settled])))).toEqual([]);
  });
});

describe("translation", () => {
  it("has fresh challenges, each with a text of its own", () => {
    expect(challengeFaults(translation, { encode: TranslationRequest.encode })).toEqual([]);
    const encode = ({ text: source }: TranslationRequest) => Buffer.from(source);
    expect(challengeFaults(translation, { encode, seeds: 2_000 })).toEqual([]);
  });

  it("has a score that can be replayed", () => {
    const inputs = Array.from({ length: 30 }, (_, seed) => {
      const challenge = translation.createChallenge(seed);
      const [right = ""] = challenge.check?.references ?? [];
      const answers = [right, right.slice(0, 40), challenge.request.text, " \n", "\u0000"];
      return answers.map((answer, index) => ({
        challenge: index === 1 ? { request: challenge.request } : challenge,
        answer: { text: answer, usage: undefined },
        reference: index === 1 ? { translation: right } : {},
        timing: translation.timingOf(20 + seed, seed % 2 === 0 ? 40 : undefined),
      }));
    });
    expect(scoreFaults(translation, inputs.flat())).toEqual([]);
  });

  it("hides users among its challenges", async () => {
    const user = { requestId: "7", model: "tao-translate", text: "Hi.", sourceLanguage: "en", targetLanguage: "fr" };
    expect(trafficFaults(...(await traffic(translation, [user])))).toEqual([]);
  });
});

describe("forecast", () => {
  it("has fresh challenges", () => {
    expect(challengeFaults(forecast, { encode: ForecastRequest.encode, seeds: 1_000 })).toEqual([]);
  });

  it("has a score that can be replayed", async () => {
    const inputs = Array.from({ length: 20 }, async (_, seed) => {
      const challenge = forecast.createChallenge(seed);
      const answer = await randomWalkForecaster().forecast(challenge.request);
      const none = { forecasts: answer.forecasts.slice(1) };
      return [answer, none].map((each) => ({ challenge, answer: each, reference: null }));
    });
    expect(scoreFaults(forecast, (await Promise.all(inputs)).flat())).toEqual([]);
  });

  it("hides users among its challenges", async () => {
    const requests = [77_777, 77_778, 77_779, 77_780].map((seed) => forecast.createChallenge(seed).request);
    expect(new Set(requests.map(({ paths }) => paths)).size).toBe(2);
    const users = requests.map((request) => ({ ...request, requestId: "mine", model: "tao-forecast", seed: 0 }));
    expect(trafficFaults(...(await traffic(forecast, users)))).toEqual([]);
  });
});

describe("vision", () => {
  // An image takes some milliseconds to draw and to encode.
  it("has fresh challenges, for each miner its own", () => {
    expect(challengeFaults(vision, { encode: VisionRequest.encode, seeds: 20 })).toEqual([]);
  });

  it("has a score that can be replayed", () => {
    const inputs = Array.from({ length: 12 }, (_, seed) => {
      const challenge = vision.createChallenge(seed);
      const { labels } = challenge.request;
      const random = seededRandom(seed);
      const shares = labels.map(() => random());
      const sum = shares.reduce((total, share) => total + share, 0);
      const box = { left: 0.1, top: 0.1, right: 0.4, bottom: 0.5 };
      const answer = {
        labels: labels.map((label, index) => ({ label, probability: shares[index]! / sum })),
        boxes: labels.slice(0, 3).map((label) => ({ label, confidence: random(), ...box })),
        usage: undefined,
      };
      const known = seed % 3 > 0 ? challenge : { request: challenge.request };
      const fitting = challenge.request.task === "detection" ? { ...answer, labels: [] } : { ...answer, boxes: [] };
      const timing = vision.timingOf(40 * random(), seed % 2 === 0 ? 20 : undefined);
      return [fitting, answer].map((each) => ({
        challenge: known,
        answer: each,
        reference: { answer: fitting },
        timing,
      }));
    });
    expect(scoreFaults(vision, inputs.flat())).toEqual([]);
  });

  it("hides users among its challenges", async () => {
    const requests = Array.from({ length: 8 }, (_, seed) => vision.createChallenge(70_000 + seed).request);
    expect(new Set(requests.map(({ task }) => task)).size).toBe(2);
    const users = requests.map((request) => ({ ...request, requestId: "mine", model: "tao-vision" }));
    expect(trafficFaults(...(await traffic(vision, users, 20)))).toEqual([]);
  });
});

describe("storage", () => {
  // A piece has half a megabyte; its id, the root over all its bytes, stands for it.
  const encode = ({ put, audit }: { readonly put: PutPieceRequest; readonly audit: AuditRequest }) =>
    Buffer.concat([PutPieceRequest.encode({ ...put, data: new Uint8Array(0) }), AuditCodec.encode(audit)]);

  it("has fresh challenges", () => {
    expect(challengeFaults(storage, { encode, seeds: 100 })).toEqual([]);
  });

  it("has a score that can be replayed", () => {
    const inputs = Array.from({ length: 5 }, (_, seed) => {
      const challenge = storage.createChallenge(seed);
      const { put, audit } = challenge.request;
      const proof = answerAudit(audit.nonce, put.id, put.data, audit.samples);
      return [[proof], []].map((proofs) => ({
        challenge,
        answer: { proofs },
        reference: undefined,
        timing: { ms: 700, allowedMs: seed % 2 === 0 ? 550 : 800 },
      }));
    });
    expect(scoreFaults(storage, inputs.flat())).toEqual([]);
  });

  it("hides users among its challenges", async () => {
    const user = storage.createChallenge(88_888).request;
    const [challenges, users] = await traffic(storage, [user], 20);
    expect(trafficFaults(challenges, users)).toEqual([]);
  });
});
