import { CodedError } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { NeuronService, protocolError, TextService, ValidatorService } from "../src/index.js";
import { alice, collect, connectAlice, countToThree, failureOf, startBob, text, validator } from "./support.js";

describe("calls between neurons", () => {
  it("answers a unary call", async () => {
    const channel = await connectAlice(await startBob());
    const answer = await channel.client(NeuronService).describe({});
    expect(answer).toEqual({
      role: "miner",
      version: "1.2.3",
      services: ["taostack.v1.Neuron", "taostack.v1.Text"],
      models: [],
    });
  });

  it("streams an answer in order, to its end", async () => {
    const channel = await connectAlice(await startBob());
    const chunks = await collect(channel.client(TextService).generate({ model: "m" }));
    const expected = [1, 2, 3].map((id) => ({ id, text: `m${id}`, logprob: -0.5 }));
    expect(chunks.map((chunk) => chunk.tokens[0])).toEqual(expected);
  });

  it("tells the handler who calls and until when", async () => {
    const scores = async (
      _request: unknown,
      { peer, deadlineMs }: { peer: { hotkey: string }; deadlineMs: number },
    ) => ({
      scores: [{ hotkey: peer.hotkey, score: deadlineMs }],
    });
    const channel = await connectAlice(await startBob({ services: [validator({ scores })] }));
    const before = Date.now();
    const answer = await channel.client(ValidatorService).scores({}, { timeoutMs: 20_000 });
    expect(answer.scores[0]!.hotkey).toBe(alice.address);
    expect(answer.scores[0]!.score).toBeGreaterThanOrEqual(before + 19_000);
    expect(answer.scores[0]!.score).toBeLessThanOrEqual(Date.now() + 20_000);
  });

  it("carries many calls at once over one session", async () => {
    let handshakes = 0;
    const authorize = (_peer: unknown, method: string) => {
      if (method === NeuronService.methods.handshake.path) handshakes++;
      return "allow" as const;
    };
    const channel = await connectAlice(await startBob({ authorize }));
    const client = channel.client(TextService);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => collect(client.generate({ model: String(i) }))),
    );
    expect(answers.map((chunks) => chunks[2]!.tokens[0]!.text)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}3`));
    expect(handshakes).toBe(1);
  });

  it("sends an empty stream and an empty message as such", async () => {
    const channel = await connectAlice(await startBob({ services: [text({ async *generate() {} }), validator({})] }));
    expect(await collect(channel.client(TextService).generate({}))).toEqual([]);
    expect(await channel.client(ValidatorService).scores({})).toEqual({ netuid: 0, block: 0, scores: [] });
  });

  it("asks a handler for no more than its caller takes", async () => {
    let made = 0;
    const big = "x".repeat(16_384);
    const generate = async function* () {
      for (;;) yield { tokens: [{ id: ++made, text: big }] };
    };
    const channel = await connectAlice(await startBob({ services: [text({ generate })] }));
    const stream = channel.client(TextService).generate({});
    const first = await stream.next();
    expect(first.value).toMatchObject({ tokens: [{ id: 1 }] });
    // Each answer to another call shows that the neuron had its turn, to go on if it meant to.
    for (let turn = 0; turn < 50; turn++) await channel.client(NeuronService).describe({});
    expect(made).toBeLessThan(64);
    await stream.return();
  });
});

describe("errors of handlers", () => {
  const failing = async (error: unknown) => {
    const generate = () => {
      throw error;
    };
    const scores = () => Promise.reject(error);
    const channel = await connectAlice(await startBob({ services: [text({ generate }), validator({ scores })] }));
    return [
      await failureOf(collect(channel.client(TextService).generate({}))),
      await failureOf(channel.client(ValidatorService).scores({})),
    ];
  };

  it("cross the wire with code, reason and text, vouched for by the neuron", async () => {
    const message = "No model “späti” here: 100% sure, \ud83d ☃\nbye";
    for (const error of await failing(protocolError("protocol/invalid_argument", message, { reason: "malformed" }))) {
      expect(error).toMatchObject({
        data: { code: "protocol/invalid_argument", reason: "malformed", verified: true },
        message: message.replace("\ud83d", "\ufffd"),
      });
    }
  });

  it("tell nothing of what only concerns the neuron", async () => {
    const inner = new CodedError({ code: "wallet/wrong_password" as const }, "secret text");
    for (const error of [...(await failing(new Error("secret text"))), ...(await failing(inner))]) {
      expect(error).toMatchObject({ data: { code: "protocol/internal", verified: true }, message: "internal error" });
    }
  });

  it("do not pass on what another neuron said to this one", async () => {
    const miner = await startBob({
      services: [
        text({
          generate: () => {
            throw protocolError("protocol/permission_denied", "No.");
          },
        }),
      ],
    });
    const upstream = await connectAlice(miner);
    const generate = () => upstream.client(TextService).generate({});
    const channel = await connectAlice(await startBob({ services: [text({ generate })] }));
    const error = await failureOf(collect(channel.client(TextService).generate({})));
    expect(error).toMatchObject({ data: { code: "protocol/internal" }, message: "internal error" });
  });

  it("end a stream after what was sent before", async () => {
    const generate = async function* () {
      yield { tokens: [{ id: 1 }] };
      throw protocolError("protocol/unavailable", "The model went away.");
    };
    const channel = await connectAlice(await startBob({ services: [text({ generate })] }));
    const received: number[] = [];
    const error = await failureOf(
      (async () => {
        for await (const chunk of channel.client(TextService).generate({})) received.push(chunk.tokens[0]!.id);
      })(),
    );
    expect(received).toEqual([1]);
    expect(error).toMatchObject({ data: { code: "protocol/unavailable", verified: true } });
  });

  it("count a reply that breaks its contract as the neuron's own", async () => {
    const scores = async () => ({ netuid: -1 });
    const channel = await connectAlice(await startBob({ services: [validator({ scores })] }));
    const error = await failureOf(channel.client(ValidatorService).scores({}));
    expect(error).toMatchObject({ data: { code: "protocol/internal" } });
  });
});

describe("wrong use", () => {
  it("refuses a request that does not fit its contract before sending it", async () => {
    const channel = await connectAlice(await startBob({ services: [countToThree()] }));
    const error = await failureOf(collect(channel.client(TextService).generate({ continueFrom: [1.5] })));
    expect(error).toMatchObject({ data: { code: "protocol/invalid_argument" } });
    expect(String(error)).toContain("taostack.v1.TextRequest.continueFrom");
  });

  it("refuses a duration in the place of a point in time", async () => {
    const channel = await connectAlice(await startBob());
    const error = await failureOf(channel.client(NeuronService).describe({}, { deadlineMs: 5_000 }));
    expect(error).toMatchObject({
      data: { code: "protocol/invalid_argument" },
      remedy: "Give a duration as timeoutMs.",
    });
  });

  it("refuses an implementation without a handler", async () => {
    const broken = { service: TextService, handlers: {} };
    expect(await failureOf(startBob({ services: [broken] }))).toMatchObject({ data: { code: "protocol/bad_service" } });
  });

  it("says so when the port is taken", async () => {
    const { port } = await startBob();
    expect(await failureOf(startBob({ port }))).toMatchObject({ data: { code: "protocol/listen_failed", port } });
  });

  it("fails calls over a closed channel", async () => {
    const channel = await connectAlice(await startBob());
    channel.close();
    expect(channel.closed).toBe(true);
    const error = await failureOf(channel.client(NeuronService).describe({}));
    expect(error).toMatchObject({ data: { code: "protocol/unavailable" } });
  });

  it("says so when nobody listens", async () => {
    const server = await startBob();
    await server.stop();
    const error = await failureOf(connectAlice(server));
    expect(error).toMatchObject({ data: { code: "protocol/unavailable", verified: false } });
  });
});
