import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { limitSigner, SubtensorClient } from "@taostack/chain";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { parseTao } from "@taostack/primitives";
import { createKeypairFromUri, importHotkey, importWallet } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runTao } from "../src/index.js";
import { createOperationServer } from "../src/mcp/operation-server.js";
import { createShell, type Shell } from "./support/shell.js";

const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
let net: Localnet;
let folder: string;
let tao: Shell;

beforeAll(async () => {
  net = await startLocalnet({ mode: "instant" });
  folder = await mkdtemp(join(tmpdir(), "tao-operations-"));
  await importWallet({ path: folder, name: "alice", uri: "//Alice", encryptColdkey: false });
  await importHotkey({ path: folder, name: "alice", uri: "//Alice//hotkey" });
  tao = createShell({ cwd: folder, args: ["--network", net.url, "--wallet-path", folder, "--wallet", "alice"] });
});

afterAll(async () => {
  await net.stop();
  await rm(folder, { recursive: true, force: true });
});

const freeOfBob = async (): Promise<string> =>
  (await tao(["call", "balances.get", `address=${BOB}`])).json<{ free: string }>().free;

describe("tao tools", () => {
  it("lists all operations, a group, and the arguments of one", async () => {
    const all = (await tao(["tools", "--json"])).json<{ name: string; schema: { type: string } }[]>();
    expect(all.length).toBeGreaterThan(150);
    expect(all.find(({ name }) => name === "staking.add")?.schema.type).toBe("object");
    const group = (await tao(["tools", "staking", "--json"])).json<{ name: string }[]>();
    expect(group.every(({ name }) => name.startsWith("staking."))).toBe(true);
    expect((await tao(["tools", "balances.transfer"])).stdout).toMatch(/^to +/m);
    expect(await tao(["tools", "balances.give"])).toMatchObject({ code: 2, errorCode: "operations/unknown" });
  });
});

describe("tao call", () => {
  it("reads, now and as of an earlier block", async () => {
    const before = await freeOfBob();
    const at = String(net.blockNumber);
    expect((await tao(["call", "balances.transfer", `to=${BOB}`, "amount=2", "--yes"])).code).toBe(0);
    expect(Number(await freeOfBob()) - Number(before)).toBe(2);
    const earlier = await tao(["call", "balances.get", `address=${BOB}`, "--at", at]);
    expect(earlier.json<{ free: string }>().free).toBe(before);
  });

  it("says what a write does and costs, tries it, and sends nothing without a yes", async () => {
    const before = await freeOfBob();
    const tried = await tao(["call", "balances.transfer", `to=${BOB}`, "amount=1", "--dry-run"]);
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing was sent") });
    const refused = await tao(["call", "balances.transfer", `to=${BOB}`, "amount=100000000", "--dry-run"]);
    expect(refused.code).toBe(1);
    const asked = await tao(["call", "balances.transfer", `to=${BOB}`, "amount=1"]);
    expect(asked).toMatchObject({ code: 3, errorCode: "cli/not_confirmed", stderr: expect.stringMatching(/fee +τ/) });
    expect(await freeOfBob()).toBe(before);
  });

  it("names the argument that is wrong before it connects", async () => {
    const nowhere = createShell({ cwd: folder, args: ["--network", "ws://127.0.0.1:1"] });
    const cases = [
      [["staking.add", "hotkey=5F", "netuid=1", "amount=1"], "operations/invalid"],
      [["staking.add", "netuid=1", "amount=1"], "operations/missing"],
      [["balances.get", `address=${BOB}`, "colour=red"], "operations/unknown_argument"],
      [["balances.get", BOB], "cli/invalid_argument"],
      [["balances.transfer", `to=${BOB}`, "amount=1.0000000001"], "operations/invalid"],
    ] as const;
    for (const [args, errorCode] of cases) {
      expect(await nowhere(["call", ...args]), args.join(" ")).toMatchObject({ code: 2, errorCode });
    }
  });
});

describe("the server for agents", () => {
  async function agent(write: boolean): Promise<Client> {
    const chain = await SubtensorClient.connect(net.url);
    const policy = { mostPerCall: parseTao("5"), mostPerDay: parseTao("6") };
    const signer = limitSigner(await createKeypairFromUri("//Alice"), policy);
    const server = createOperationServer(chain, write ? signer : undefined);
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await server.connect(theirs);
    const client = new Client({ name: "test", version: "1" });
    await client.connect(ours);
    onTestFinished(async () => {
      await client.close();
      await server.close();
      await chain.close();
    });
    return client;
  }
  type Told = { isError?: boolean; content: { text: string }[] };
  const use = async (client: Client, name: string, args: Record<string, unknown>): Promise<Told> =>
    (await client.callTool({ name, arguments: args })) as Told;

  it("has reads only, unless it may sign", async () => {
    const reader = await agent(false);
    const { tools } = await reader.listTools();
    expect(tools.length).toBeGreaterThan(90);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const balance = await use(reader, "balances_get", { address: BOB });
    expect(JSON.parse(balance.content[0]!.text)).toHaveProperty("free");
    expect(await use(reader, "balances_transfer", { to: BOB, amount: "1" })).toMatchObject({ isError: true });
    const wrong = await use(reader, "balances_get", { address: "Bob" });
    expect(wrong).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("operations/invalid") }] });
  });

  it("signs within its limits, and no further", async () => {
    const writer = await agent(true);
    const before = Number(await freeOfBob());
    const done = await use(writer, "balances_transfer", { to: BOB, amount: "4" });
    expect(JSON.parse(done.content[0]!.text)).toHaveProperty("blockNumber");
    for (const [amount, code] of [
      ["5.5", "policy/over_call_limit"],
      ["3", "policy/over_day_limit"],
    ] as const) {
      const refused = await use(writer, "balances_transfer", { to: BOB, amount });
      expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringContaining(code) }] });
    }
    expect(Number(await freeOfBob()) - before).toBe(4);
  });

  it("speaks over standard input and output until the input ends", async () => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const surroundings = { env: {}, cwd: folder, stdin, stdout, stderr };
    const running = runTao(["mcp", "--network", net.url], surroundings);
    const clientInfo = { name: "test", version: "1" };
    const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
    stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
    const answer = await new Promise<string>((resolve) => stdout.once("data", (data) => resolve(String(data))));
    expect(JSON.parse(answer)).toMatchObject({ id: 1, result: { serverInfo: { name: "taostack" } } });
    stdin.end();
    expect(await running).toBe(0);
  });
});
