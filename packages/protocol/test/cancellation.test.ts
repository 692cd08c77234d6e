import { describe, expect, it } from "vitest";
import { type CallContext, type NeuronServerOptions, TextService, ValidatorService } from "../src/index.js";
import { collect, connectAlice, failureOf, startBob, text, validator } from "./support.js";

/** Handlers that never answer, and a promise of the reason with which the next one's signal is aborted. */
function endless() {
  let begin: () => void;
  let end: (reason: unknown) => void;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<unknown>((resolve) => {
    end = resolve;
  });
  const wait = ({ signal }: CallContext) => {
    begin();
    return new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        end(signal.reason);
        reject(signal.reason);
      });
    });
  };
  const services: NeuronServerOptions["services"] = [
    text({
      async *generate(_request, context) {
        yield { tokens: [{ id: 1 }] };
        await wait(context);
      },
    }),
    validator({ scores: (_request, context) => wait(context) }),
  ];
  return { services, begun, ended };
}

const deaf: NeuronServerOptions["services"] = [
  text({
    async *generate() {
      await new Promise(() => undefined);
    },
  }),
  validator({ scores: () => new Promise(() => undefined) }),
];

describe("cancelling", () => {
  it("by leaving the loop reaches the handler", async () => {
    const { services, ended } = endless();
    const channel = await connectAlice(await startBob({ services }));
    for await (const _chunk of channel.client(TextService).generate({})) break;
    expect(await ended).toMatchObject({ data: { code: "protocol/cancelled" } });
  });

  it("by a signal ends a stream on both sides", async () => {
    const { services, begun, ended } = endless();
    const channel = await connectAlice(await startBob({ services }));
    const controller = new AbortController();
    const work = collect(channel.client(TextService).generate({}, { signal: controller.signal }));
    await begun;
    controller.abort(new Error("enough"));
    expect(await failureOf(work)).toMatchObject({ data: { code: "protocol/cancelled" }, cause: { message: "enough" } });
    expect(await ended).toMatchObject({ data: { code: "protocol/cancelled" } });
  });

  it("by a signal ends a unary call on both sides", async () => {
    const { services, begun, ended } = endless();
    const channel = await connectAlice(await startBob({ services }));
    const controller = new AbortController();
    const work = channel.client(ValidatorService).scores({}, { signal: controller.signal });
    const failure = failureOf(work);
    await begun;
    controller.abort();
    expect(await failure).toMatchObject({ data: { code: "protocol/cancelled" } });
    expect(await ended).toMatchObject({ data: { code: "protocol/cancelled" } });
  });

  it("before the call keeps it from being made", async () => {
    let calls = 0;
    const authorize = () => {
      calls++;
      return "allow" as const;
    };
    const channel = await connectAlice(await startBob({ authorize, services: deaf }));
    const before = calls;
    const signal = AbortSignal.abort();
    const failures = [
      await failureOf(channel.client(ValidatorService).scores({}, { signal })),
      await failureOf(collect(channel.client(TextService).generate({}, { signal }))),
    ];
    for (const failure of failures) expect(failure).toMatchObject({ data: { code: "protocol/cancelled" } });
    expect(calls).toBe(before);
  });

  it("reaches the handler when the caller's connection goes away", async () => {
    const { services, begun, ended } = endless();
    const channel = await connectAlice(await startBob({ services }));
    const work = failureOf(channel.client(ValidatorService).scores({}));
    await begun;
    channel.close();
    expect(await work).toMatchObject({ data: { code: "protocol/unavailable" } });
    expect(await ended).toMatchObject({ data: { code: "protocol/cancelled" } });
  });
});

describe("deadlines", () => {
  it("end a call on both sides", async () => {
    for (const limit of [() => ({ timeoutMs: 600 }), () => ({ deadlineMs: Date.now() + 600 })]) {
      const { services, ended } = endless();
      const channel = await connectAlice(await startBob({ services }));
      const error = await failureOf(channel.client(ValidatorService).scores({}, limit()));
      expect(error).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
      expect(await ended).toMatchObject({ data: { code: expect.stringMatching(/deadline_exceeded|cancelled/) } });
    }
  });

  it("end a call whose handler does not heed its signal", async () => {
    const channel = await connectAlice(await startBob({ services: deaf }));
    const failures = await Promise.all([
      failureOf(channel.client(ValidatorService).scores({}, { timeoutMs: 150 })),
      failureOf(collect(channel.client(TextService).generate({}, { timeoutMs: 150 }))),
    ]);
    for (const failure of failures) expect(failure).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
  });

  it("are the server's own when they are shorter than the caller's", async () => {
    const { services, ended } = endless();
    const server = await startBob({ services, limits: { maxCallMs: 600 } });
    const channel = await connectAlice(server);
    const failures = [
      await failureOf(channel.client(ValidatorService).scores({}, { timeoutMs: 20_000 })),
      await failureOf(collect(channel.client(TextService).generate({}, { timeoutMs: 20_000 }))),
    ];
    for (const failure of failures) {
      expect(failure).toMatchObject({ data: { code: "protocol/deadline_exceeded", verified: true } });
    }
    expect(await ended).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
  });

  it("bound the sum of a stream that trickles", async () => {
    const generate = async function* () {
      for (let id = 1; ; id++) {
        yield { tokens: [{ id }] };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const channel = await connectAlice(await startBob({ services: [text({ generate })] }));
    const error = await failureOf(collect(channel.client(TextService).generate({}, { timeoutMs: 200 })));
    expect(error).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
  });
});
