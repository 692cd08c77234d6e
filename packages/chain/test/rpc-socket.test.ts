import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { RpcSocket } from "../src/connection/rpc-socket.js";

type Handler = (socket: WebSocket, request: { id: number; method: string; params: unknown[] }) => void;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(handle: Handler): Promise<string> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => socket.on("message", (data) => handle(socket, JSON.parse(String(data)))));
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => {
    for (const client of server.clients) client.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  return `ws://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function open(endpoint: string): Promise<RpcSocket> {
  const socket = await RpcSocket.open(endpoint, 2_000);
  closing.push(() => socket.close());
  return socket;
}

const answer = (socket: WebSocket, message: object) => socket.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
const code = (expected: string) => ({ data: { code: expected } });

describe("a request", () => {
  it("gets its own answer, whatever the order", async () => {
    const waiting: (() => void)[] = [];
    const url = await serve((socket, { id, params }) => {
      waiting.unshift(() => answer(socket, { id, result: params }));
      if (waiting.length === 3) for (const reply of waiting) reply();
    });
    const socket = await open(url);
    const answers = await Promise.all([1, 2, 3].map((value) => socket.request("echo", [value], 2_000)));
    expect(answers).toEqual([[1], [2], [3]]);
  });

  it("fails with the node's code and data", async () => {
    const url = await serve((socket, { id }) =>
      answer(socket, { id, error: { code: 1010, message: "Invalid Transaction", data: "Custom error: 6" } }),
    );
    const socket = await open(url);
    await expect(socket.request("author_submitExtrinsic", [], 2_000)).rejects.toMatchObject({
      data: { code: "chain/rpc_error", rpcCode: 1010, rpcData: "Custom error: 6", method: "author_submitExtrinsic" },
    });
  });

  it("ends at its deadline, and with its socket", async () => {
    const socket = await open(await serve(() => undefined));
    await expect(socket.request("slow", [], 20)).rejects.toMatchObject(code("chain/timeout"));
    const pending = expect(socket.request("slow", [], 60_000)).rejects.toMatchObject(code("chain/disconnected"));
    await socket.close();
    await pending;
    await expect(socket.request("late", [], 60_000)).rejects.toMatchObject(code("chain/disconnected"));
  });

  it("does not wait for a node that talks nonsense", async () => {
    const socket = await open(await serve((peer) => peer.send("<html>")));
    await expect(socket.request("x", [], 60_000)).rejects.toMatchObject(code("chain/disconnected"));
    expect(await socket.ended).toMatch(/not JSON/);
  });
});

describe("a subscription", () => {
  it("loses no notification that overtakes its id, and tells nothing after it stopped", async () => {
    const unsubscribed: unknown[] = [];
    const url = await serve((socket, { id, method, params }) => {
      if (method === "unsubscribe") unsubscribed.push(...params);
      const notify = (result: number) => answer(socket, { method: "n", params: { subscription: "s1", result } });
      if (method === "subscribe") {
        notify(1);
        notify(2);
        answer(socket, { id, result: "s1" });
        notify(3);
      } else {
        notify(4);
        answer(socket, { id, result: true });
      }
    });
    const socket = await open(url);
    const heard: unknown[] = [];
    const subscription = await socket.subscribe("subscribe", "unsubscribe", [], (value) => heard.push(value), 2_000);
    await socket.request("ping", [], 2_000);
    expect(heard).toEqual([1, 2, 3, 4]);
    subscription.stop();
    await socket.request("ping", [], 2_000);
    expect(heard).toEqual([1, 2, 3, 4]);
    expect(unsubscribed).toEqual(["s1"]);
  });
});

describe("opening", () => {
  it("fails for a port where nobody listens, and for one that never answers", async () => {
    await expect(RpcSocket.open("ws://127.0.0.1:1", 2_000)).rejects.toMatchObject(code("chain/disconnected"));
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    closing.push(() => silent.close());
    const { port } = silent.address() as { port: number };
    await expect(RpcSocket.open(`ws://127.0.0.1:${port}`, 50)).rejects.toMatchObject(code("chain/disconnected"));
    const given = AbortSignal.abort(new Error("changed my mind"));
    await expect(RpcSocket.open(`ws://127.0.0.1:${port}`, 50, given)).rejects.toThrow("changed my mind");
  });
});
