import { Client, credentials, Metadata, type ServiceError, type StatusObject } from "@grpc/grpc-js";
import { describe, expect, it } from "vitest";
import { openSession } from "../src/client/open-session.js";
import { NeuronService, TextService } from "../src/index.js";
import { digestOf } from "../src/session/tags.js";
import { callMetadata } from "../src/wire/call-header.js";
import { startMiddleman, type Tampering } from "./middleman.js";
import {
  alice,
  bob,
  collect,
  connectAlice,
  countToThree,
  failureOf,
  genesisHash,
  netuid,
  onTestEnd,
  startBob,
  text,
} from "./support.js";

const identity = (bytes: Buffer): Buffer => bytes;
const nothing = Buffer.alloc(0);

function rawClient({ port }: { readonly port: number }) {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestEnd(() => client.close());
  const stream = (path: string, body: Buffer, metadata: Metadata) =>
    new Promise<{ replies: number; status: StatusObject }>((resolve) => {
      const call = client.makeServerStreamRequest(path, identity, identity, body, metadata);
      let replies = 0;
      call.on("data", () => replies++);
      call.on("error", () => undefined);
      call.on("status", (status) => call.once("end", () => resolve({ replies, status })).resume());
    });
  const unary = (path: string, metadata: Metadata) =>
    new Promise<ServiceError | null>((resolve) => {
      client.makeUnaryRequest(path, identity, identity, nothing, metadata, (error) => resolve(error));
    });
  return { stream, unary };
}

const CALL_KEY = "taostack-call-bin";
const withHeader = (header: Buffer | string): Metadata => {
  const metadata = new Metadata();
  metadata.set(CALL_KEY, header);
  return metadata;
};

describe("without a session", () => {
  it("nothing but handshake, health and reflection answers", async () => {
    let handled = 0;
    const generate = async function* () {
      yield { tokens: [{ id: ++handled }] };
    };
    const server = await startBob({ services: [text({ generate })] });
    const raw = rawClient(server);
    const headers = [
      new Metadata(),
      withHeader(nothing),
      withHeader(Buffer.alloc(74)),
      withHeader(Buffer.alloc(75, 1)),
    ];
    for (const metadata of headers) {
      const { replies, status } = await raw.stream(TextService.methods.generate.path, nothing, metadata);
      expect([replies, status.code]).toEqual([0, 16]);
      expect((await raw.unary(NeuronService.methods.describe.path, metadata))?.code).toBe(16);
    }
    expect(handled).toBe(0);
  });

  it("an unknown method is unknown", async () => {
    const raw = rawClient(await startBob());
    expect((await raw.unary("/taostack.v1.Neuron/Nothing", new Metadata()))?.code).toBe(12);
  });
});

describe("a peer that never sends its message", () => {
  it("loses its place when its time is up", async () => {
    const server = await startBob({ limits: { maxCallMs: 600, maxConcurrentCalls: 1 } });
    const connection = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
    onTestEnd(() => connection.close());
    const now = Date.now;
    const limits = { timeoutMs: 5_000, maxClockSkewMs: 5_000, now };
    const session = await openSession(connection, {
      signer: alice,
      peer: bob.publicKey,
      genesisHash,
      netuid,
      ...limits,
    });
    const { path } = TextService.methods.generate;
    const header = { sessionId: session.id, counter: 1, timeoutMs: 60_000, digest: digestOf(nothing) };
    const metadata = callMetadata(header, path, session.keys.toServer);
    const call = connection.makeBidiStreamRequest(path, identity, identity, metadata);
    call.on("error", () => undefined);
    expect(await new Promise((resolve) => call.once("status", ({ code }) => resolve(code)))).toBe(4);
    expect(await collect((await connectAlice(server)).client(TextService).generate({}))).toHaveLength(3);
  });
});

describe("someone on the path", () => {
  /** One call over a middleman; how it ended for the caller, and how often the handler ran. */
  async function callOver(tampering: Tampering) {
    let handled = 0;
    const generate = async function* (request: { model: string }) {
      handled++;
      for (const id of [1, 2, 3]) yield { tokens: [{ id, text: request.model }] };
    };
    const server = await startBob({ services: [text({ generate })] });
    const channel = await connectAlice(await startMiddleman(server, tampering));
    const received: number[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const chunk of channel.client(TextService).generate({ model: "honest" })) {
          received.push(chunk.tokens[0]!.id);
        }
      })(),
    );
    return { received, failure: failure as { data?: unknown }, handled, server };
  }

  it("who changes nothing goes unnoticed", async () => {
    const { received, failure, handled } = await callOver({});
    expect([received, failure.data, handled]).toEqual([[1, 2, 3], undefined, 1]);
  });

  it("cannot alter a request", async () => {
    const { handled, failure } = await callOver({
      request: (body) => TextService.methods.generate.request.encode({ model: "forged" }) as Buffer & typeof body,
    });
    expect(failure).toMatchObject({ data: { code: "protocol/unauthenticated", reason: "tampered", verified: true } });
    expect(handled).toBe(0);
  });

  it.each(Array.from({ length: 75 }, (_, index) => index).filter((index) => index % 5 === 0))(
    "cannot alter byte %i of a call's header",
    async (index) => {
      const { handled, failure } = await callOver({
        metadata: (metadata) => {
          const header = Buffer.from(metadata.get(CALL_KEY)[0] as Buffer);
          header[index]! ^= 1;
          return withHeader(header);
        },
      });
      // The session's id is altered too: then the neuron does know the session, and the caller learns that it was lied to.
      const refused = index >= 1 && index <= 16 ? "protocol/data_loss" : "protocol/unauthenticated";
      expect(failure).toMatchObject({ data: { code: refused } });
      expect(handled).toBe(0);
    },
  );

  it("cannot alter a reply", async () => {
    const { received, failure } = await callOver({
      reply: (body, index) => {
        if (index === 1) body[3]! ^= 1;
        return [body];
      },
    });
    expect(received).toEqual([1]);
    expect(failure).toMatchObject({ data: { code: "protocol/data_loss", reason: "tampered", verified: false } });
  });

  it("cannot strip the seal of a reply", async () => {
    const { failure } = await callOver({ reply: (body) => [body.subarray(0, -19)] });
    expect(failure).toMatchObject({ data: { code: "protocol/data_loss", reason: "tampered" } });
  });

  it("cannot leave out, repeat or swap replies", async () => {
    const kept: Buffer[] = [];
    const swap = (body: Buffer, index: number): Buffer[] => {
      kept.push(body);
      return index === 0 ? [] : index === 1 ? [body, kept[0]!] : [body];
    };
    const left = await callOver({ reply: (body, index) => (index === 1 ? [] : [body]) });
    const repeated = await callOver({ reply: (body) => [body, body] });
    const swapped = await callOver({ reply: swap });
    for (const { failure } of [left, repeated, swapped]) {
      expect(failure).toMatchObject({ data: { code: "protocol/data_loss", reason: "tampered" } });
    }
    expect([left.received, repeated.received, swapped.received]).toEqual([[1], [1], []]);
  });

  it("cannot cut a stream short", async () => {
    const noEnd = await callOver({
      reply: (body, index) => (index === 2 ? [] : [body]),
      end: () => ({ metadata: new Metadata() }),
    });
    const earlyEnd = await callOver({ reply: (body, index) => (index === 2 ? [] : [body]) });
    for (const { failure, received } of [noEnd, earlyEnd]) {
      expect(received).toEqual([1, 2]);
      expect(failure).toMatchObject({ data: { code: "protocol/data_loss", reason: "truncated" } });
    }
  });

  it("cannot put words into the neuron's mouth", async () => {
    const { failure } = await callOver({ end: () => ({ code: 7, details: "go away" }) });
    expect(failure).toMatchObject({ data: { code: "protocol/permission_denied", verified: false } });
  });

  it("cannot have its caller make a call twice, by refusing it in the neuron's name", async () => {
    const unknown = new Metadata();
    unknown.set("taostack-reason", "unknown_session");
    const refusal = { code: 16, details: "This session has ended.", metadata: unknown };
    const { handled, failure } = await callOver({ reply: () => [], end: () => refusal });
    expect(failure).toMatchObject({ data: { code: "protocol/data_loss", reason: "tampered" } });
    expect(handled).toBe(1);
  });

  it("cannot make a call twice", async () => {
    const taken: Record<"header" | "body", Buffer> = { header: nothing, body: nothing };
    const { server, handled } = await callOver({
      metadata: (metadata) => {
        taken.header = metadata.get(CALL_KEY)[0] as Buffer;
        return metadata;
      },
      request: (body) => {
        taken.body = body;
        return body;
      },
    });
    expect(handled).toBe(1);
    const { generate } = TextService.methods;
    const replay = await rawClient(server).stream(generate.path, taken.body, withHeader(taken.header));
    expect([replay.replies, replay.status.code, replay.status.metadata.get("taostack-reason")]).toEqual([
      0,
      16,
      ["replayed"],
    ]);
  });

  it("cannot feed the neuron more than it takes", async () => {
    const { handled, failure } = await callOver({ request: () => Buffer.alloc(5 * 1024 * 1024) });
    expect(failure).toMatchObject({ data: { code: "protocol/resource_exhausted" } });
    expect(handled).toBe(0);
  });

  it("cannot turn a call into another", async () => {
    let taken: Buffer | undefined;
    const server = await startBob({ services: [countToThree()] });
    const middleman = await startMiddleman(server, {
      metadata: (metadata) => {
        taken = metadata.get(CALL_KEY)[0] as Buffer;
        return withHeader(nothing);
      },
    });
    const channel = await connectAlice(middleman);
    await failureOf(collect(channel.client(TextService).generate({})));
    const error = await rawClient(server).unary(NeuronService.methods.describe.path, withHeader(taken!));
    expect(error?.metadata.get("taostack-reason")).toEqual(["bad_tag"]);
  });

  it("cannot pass a call for one neuron on to another", async () => {
    const other = await startBob();
    const meant = await startBob();
    let taken: Buffer | undefined;
    const middleman = await startMiddleman(meant, {
      metadata: (metadata) => {
        taken = metadata.get(CALL_KEY)[0] as Buffer;
        return metadata;
      },
    });
    await collect((await connectAlice(middleman, { peerHotkey: bob.address })).client(TextService).generate({}));
    const { status } = await rawClient(other).stream(TextService.methods.generate.path, nothing, withHeader(taken!));
    expect(status.metadata.get("taostack-reason")).toEqual(["unknown_session"]);
  });
});
