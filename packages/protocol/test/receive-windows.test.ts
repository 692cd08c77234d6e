import { once } from "node:events";
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from "node:http2";
import { Client, credentials } from "@grpc/grpc-js";
import { describe, expect, it } from "vitest";
import { openSession } from "../src/client/open-session.js";
import { HealthService } from "../src/generated/grpc/health/v1/health.js";
import { TextService } from "../src/index.js";
import { digestOf } from "../src/session/tags.js";
import { callMetadata } from "../src/wire/call-header.js";
import { alice, bob, connectAlice, genesisHash, netuid, onTestEnd, startBob, text } from "./support.js";

const WINDOW = 256 * 1024;
const HTTP2_WINDOW = 65_535;
const nothing = new Uint8Array(0);
/** A message without fields, as gRPC frames it. */
const emptyMessage = Buffer.alloc(5);
const { path: generate } = TextService.methods.generate;

async function connectHttp2({ port }: { readonly port: number }): Promise<ClientHttp2Session> {
  const http2 = connect(`http://127.0.0.1:${port}`);
  onTestEnd(() => http2.destroy());
  await once(http2, "remoteSettings");
  return http2;
}

async function call(http2: ClientHttp2Session, path: string, headers: OutgoingHttpHeaders = {}): Promise<unknown> {
  const stream = http2.request({
    ":method": "POST",
    ":path": path,
    te: "trailers",
    "content-type": "application/grpc",
    ...headers,
  });
  const [response, trailers] = [once(stream, "response"), once(stream, "trailers").catch(() => [{}])];
  const ended = once(stream.resume().end(emptyMessage), "close");
  const [head] = await response;
  await ended;
  return head["grpc-status"] ?? (await trailers)[0]["grpc-status"];
}

describe("what a caller may send ahead", () => {
  it("is that of HTTP/2 for strangers, and more on a connection that has carried an admitted call", async () => {
    const server = await startBob({ limits: { receiveWindowBytes: WINDOW } });
    const [own, stranger] = [await connectHttp2(server), await connectHttp2(server)];
    expect(await call(stranger, HealthService.methods.check.path)).toBe("0");
    expect(await call(stranger, generate)).toBe("16");
    expect(await call(own, generate, await sessionHeaders(server))).toBe("0");
    await expect.poll(() => own.remoteSettings.initialWindowSize).toBe(WINDOW);
    // Less the call's own few bytes, for which there is room again later.
    expect(own.state.remoteWindowSize).toBeGreaterThan(WINDOW - 100);
    expect(await call(stranger, HealthService.methods.check.path)).toBe("0");
    expect(stranger.state.remoteWindowSize).toBeLessThanOrEqual(HTTP2_WINDOW);
    expect(stranger.remoteSettings.initialWindowSize).toBe(HTTP2_WINDOW);
  });

  it("bounds no message: both ways they may be longer", async () => {
    const generate = async function* ({ model }: { model: string }) {
      yield { tokens: [{ id: 1, text: model }] };
    };
    const limits = { receiveWindowBytes: 100_000 };
    const channel = await connectAlice(await startBob({ limits, services: [text({ generate })] }), { limits });
    const model = "x".repeat(1_000_000);
    for await (const { tokens } of channel.client(TextService).generate({ model })) {
      expect(tokens.map((token) => token.text.length)).toEqual([1_000_000]);
    }
  });
});

async function sessionHeaders({ port }: { readonly port: number }): Promise<OutgoingHttpHeaders> {
  const connection = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestEnd(() => connection.close());
  const limits = { timeoutMs: 5_000, maxClockSkewMs: 5_000, now: Date.now };
  const session = await openSession(connection, { signer: alice, peer: bob.publicKey, genesisHash, netuid, ...limits });
  const header = { sessionId: session.id, counter: 1, timeoutMs: 60_000, digest: digestOf(nothing) };
  return callMetadata(header, generate, session.keys.toServer).toHttp2Headers();
}
