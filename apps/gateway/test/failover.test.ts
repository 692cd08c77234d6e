import { isCodedError } from "@taostack/primitives";
import { protocolError } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { collect, question, startTestGateway, until, untilReady } from "./support/start-test-gateway.js";
import { answerForever, answerWith, type Generate, neverAnswer } from "./support/start-test-validator.js";

const fail: Generate = async function* () {
  yield* [];
  throw protocolError("protocol/unavailable", "No miners.");
};

const failInTheMiddle: Generate = async function* () {
  yield { tokens: [{ id: 1, text: "Half ", logprob: -1 }] };
  throw protocolError("protocol/internal", "Lost the miner.");
};

const textOf = (completion: { choices: { message: { content: string | null } }[] }) =>
  completion.choices[0]?.message.content;

describe("choosing a validator", () => {
  it("asks the one with the most stake", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [10n, 30n, 20n] });
    await openai.chat.completions.create(question);
    expect(validators.map(({ requests }) => requests.length)).toEqual([0, 1, 0]);
  });

  it("gives the next request to another while the first has its share", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [10n, 9n] });
    for (const validator of validators) validator.generate = answerForever;
    const first = await openai.chat.completions.create({ ...question, stream: true });
    const second = await openai.chat.completions.create({ ...question, stream: true });
    expect(validators.map(({ requests }) => requests.length)).toEqual([1, 1]);
    first.controller.abort();
    second.controller.abort();
  });

  it.each([
    ["fails", fail],
    ["is silent", neverAnswer],
  ])(
    "asks the next when one %s before its first token, and then that one first until the pause is over",
    async (_, generate) => {
      const bed = await startTestGateway({ stakes: [30n, 20n], firstTokenTimeoutMs: 500 });
      await untilReady(bed, 2);
      const { openai, validators, clock } = bed;
      const [first, second] = validators;
      first!.generate = generate;
      second!.generate = answerWith("From the second.");
      const asked = () => validators.map(({ requests }) => requests.length);
      expect(textOf(await openai.chat.completions.create(question))).toBe("From the second.");
      expect(asked()).toEqual([1, 1]);
      clock.now += 999;
      await openai.chat.completions.create(question);
      expect(asked()).toEqual([1, 2]);
      clock.now += 1;
      await openai.chat.completions.create(question);
      expect(asked()).toEqual([2, 3]);
    },
  );

  it("asks the next when one has gone away", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [30n, 20n] });
    await openai.chat.completions.create(question);
    await validators[0]?.stop();
    await openai.chat.completions.create(question);
    expect(validators.map(({ requests }) => requests.length)).toEqual([1, 1]);
  });

  it("stops after the configured number of attempts", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [3n, 2n, 1n], maxAttempts: 2 });
    for (const validator of validators) validator.generate = fail;
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({ status: 503, code: "no_miner" });
    expect(validators.map(({ requests }) => requests.length)).toEqual([1, 1, 0]);
  });

  it("asks nobody else when the request itself is refused", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [2n, 1n] });
    validators[0]!.generate = async function* () {
      yield* [];
      throw protocolError("protocol/invalid_argument", "The prompt has too many tokens.");
    };
    const failed = openai.chat.completions.create(question);
    await expect(failed).rejects.toMatchObject({ status: 400, message: expect.stringMatching(/too many tokens/) });
    expect(validators[1]?.requests).toEqual([]);
  });

  it("does not mix two answers: a failure in the middle is told", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [2n, 1n] });
    validators[0]!.generate = failInTheMiddle;
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({
      status: 502,
      code: "answer_interrupted",
    });
    validators[1]!.generate = failInTheMiddle;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    await expect(collect(stream)).rejects.toMatchObject({ code: "answer_interrupted" });
  });

  it("finds validators that come, forgets those without permit or axon", async () => {
    const { openai, chain, validators } = await startTestGateway({ stakes: [2n, 1n], discoveryIntervalMs: 50 });
    const [first, second] = validators.map(({ neuron }) => neuron);
    chain.neurons = [{ ...first!, validatorPermit: false }, second!];
    for (let asked = 0; validators[1]!.requests.length === 0 && asked < 100; asked++) {
      await openai.chat.completions.create(question);
    }
    expect(validators[1]?.requests.length).toBe(1);
  });
});

describe("when the client leaves", () => {
  it("cancels the call at the validator", async () => {
    const { openai, validators } = await startTestGateway();
    validators[0]!.generate = answerForever;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content === "Well ") break;
    await until(() => validators[0]!.calls[0]!.signal.aborted);
    expect(isCodedError(validators[0]!.calls[0]!.signal.reason, "protocol/cancelled")).toBe(true);
  });

  it("also before the first token", async () => {
    const { openai, validators } = await startTestGateway();
    validators[0]!.generate = neverAnswer;
    const leaving = new AbortController();
    const asked = openai.chat.completions.create(question, { signal: leaving.signal });
    await until(() => validators[0]!.calls.length === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await until(() => validators[0]!.calls[0]!.signal.aborted);
  });
});

describe("when the answer is taken whole", () => {
  it("lets the call end by itself: the validator sees no cancelling, and no call is left open", async () => {
    const { openai, validators } = await startTestGateway({ requestsPerMinute: 10_000 });
    const ends: string[] = [];
    const answer = validators[0]!.generate;
    validators[0]!.generate = async function* (request, context) {
      yield* answer(request, context);
      ends.push(context.signal.aborted ? "cancelled" : "ended");
    };
    // More than a channel allows at once.
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 7 }, () => openai.chat.completions.create(question)));
    }
    expect(ends).toEqual(new Array(70).fill("ended"));
  });
});
