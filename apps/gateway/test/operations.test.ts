import { SubtensorClient } from "@taostack/chain";
import { startLocalnet } from "@taostack/localnet";
import { CodedError, silentLogger } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import { describe, expect, it, onTestFinished } from "vitest";
import { startGateway } from "../src/index.js";
import type { OperationEntry } from "../src/operations/catalogue-json.js";
import { startTestGateway, type TestBedOptions } from "./support/start-test-gateway.js";

const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

const ask = async (url: string, name: string, args: unknown = {}, query = "") => {
  const response = await fetch(`${url}/api/operations/${name}${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof args === "string" ? args : JSON.stringify(args),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** Without validators: none is asked here. */
const start = (options: TestBedOptions = {}) => startTestGateway({ stakes: [], ...options });

const refused = (status: number, code: string, param: string | null = null) => ({
  status,
  body: { error: { code, param } },
});

describe("the catalogue of operations", () => {
  it("has every operation with a schema of its arguments, of its result, and the units of amounts", async () => {
    const { gateway } = await start();
    const { groups, operations } = (await (await fetch(`${gateway.url}/api/operations`)).json()) as {
      groups: { name: string }[];
      operations: OperationEntry[];
    };
    expect(operations.length).toBeGreaterThan(200);
    const known = new Set(groups.map(({ name }) => name));
    for (const { name, group, kind, summary, arguments: given, schema, result, spends } of operations) {
      expect([name, known.has(group), summary.endsWith(".")]).toEqual([name, true, true]);
      expect([name, schema.type, Object.keys(schema.properties as object)]).toEqual([
        name,
        "object",
        given.map((argument) => argument.name),
      ]);
      expect([name, kind === "read" ? result !== undefined : spends !== undefined]).toEqual([name, true]);
    }
    const named = (name: string) => operations.find((operation) => operation.name === name);
    expect(named("staking.add")).toMatchObject({
      spends: "tao",
      signedBy: "coldkey",
      units: { arguments: { amount: "tao", limitPrice: "tao per alpha" } },
    });
    expect(named("swap.prices")?.units.result).toEqual({ "[].price": "tao per alpha" });
    expect(named("staking.get")?.units.result).toEqual({ "": "alpha" });
  });

  it("is sent once: a client that has it hears so", async () => {
    const { gateway } = await start();
    const first = await fetch(`${gateway.url}/api/operations`);
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    expect(first.headers.get("content-encoding")).toBe("gzip");
    const again = await fetch(`${gateway.url}/api/operations`, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const plain = await fetch(`${gateway.url}/api/operations`, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toBe(await first.text());
  });
});

describe("a read by name", () => {
  it("is answered from a real chain, amounts as texts, now and of an earlier block", async () => {
    const net = await startLocalnet({ mode: "instant" });
    onTestFinished(() => net.stop());
    const client = await SubtensorClient.connect(net.url);
    onTestFinished(() => client.close());
    const signer = await createKeypairFromUri("//Gateway");
    const gateway = await startGateway(
      { netuid: 1, port: 0, databasePath: ":memory:" },
      { chain: client, signer, logger: silentLogger },
    );
    onTestFinished(() => gateway.stop());
    const before = net.blockNumber;
    const held = await ask(gateway.url, "balances.get", { address: alice });
    expect(held).toMatchObject({ status: 200, body: { operation: "balances.get", result: { nonce: 0 } } });
    const { free } = held.body.result as { free: string };
    expect(free).toMatch(/^\d+(\.\d{1,9})?$/);
    const to = signer.address;
    const from = await createKeypairFromUri("//Alice");
    await client.operations.balances.transfer({ to, amount: 1_000_000_001n as never }).submit({ signer: from });
    expect(await ask(gateway.url, "balances.get", { address: to })).toMatchObject({
      body: { result: { free: "1.000000001" } },
    });
    expect(await ask(gateway.url, "balances.get", { address: to }, `?at=${before}`)).toMatchObject({
      body: { result: { free: "0" } },
    });
    expect(await ask(gateway.url, "swap.prices")).toMatchObject({ body: { result: [{ netuid: 0 }, { netuid: 1 }] } });
    expect(await ask(gateway.url, "metagraph.get", { netuid: "1" })).toMatchObject({ body: { result: { netuid: 1 } } });
    expect(await ask(gateway.url, "metagraph.get", { netuid: 99 })).toMatchObject(refused(404, "not_found"));
    expect(await ask(gateway.url, "balances.get", { address: to }, "?at=9999999")).toMatchObject({ status: 404 });
  });

  it.each([
    ["an unknown argument", "staking.get", { hotkeys: alice }, refused(400, "invalid_request", "hotkeys")],
    ["a missing one", "staking.get", { hotkey: alice }, refused(400, "invalid_request", "netuid")],
    ["a wrong one", "swap.price", { netuid: 65_536 }, refused(400, "invalid_request", "netuid")],
    ["a wrong one in a list", "balances.list", { addresses: ["x"] }, refused(400, "invalid_request", "addresses[0]")],
    ["arguments that are no object", "swap.price", [1], refused(400, "invalid_request")],
    ["broken JSON", "swap.price", "{", refused(400, "invalid_request")],
    ["a body that is too large", "swap.price", { netuid: "1".repeat(262_144) }, refused(413, "body_too_large")],
    ["an unknown name", "staking.steal", {}, refused(404, "not_found")],
    ["a name from elsewhere", "constructor.name", {}, refused(404, "not_found")],
    ["a write", "staking.add", { hotkey: alice, netuid: 1, amount: "1" }, refused(403, "operation_writes")],
  ])("refuses %s", async (_, name, args, expected) => {
    const { gateway } = await start();
    expect(await ask(gateway.url, name, args)).toMatchObject(expected);
  });

  it("refuses what is no block", async () => {
    const { gateway } = await start();
    expect(await ask(gateway.url, "swap.prices", {}, "?at=yesterday")).toMatchObject(
      refused(400, "invalid_request", "at"),
    );
  });

  it("says that the chain is away", async () => {
    const { gateway, chain } = await start();
    chain.failure = new CodedError({ code: "chain/disconnected", endpoint: "ws://x" }, "Gone.");
    expect(await ask(gateway.url, "swap.prices")).toMatchObject(refused(503, "chain_unavailable"));
  });

  it("is limited by address, and a refused one counts as well", async () => {
    const { gateway, chain, clock } = await start({ readsPerMinute: 2 });
    chain.results = { "swap.price": 31_200_000n };
    expect(await ask(gateway.url, "swap.price", { netuid: 1 })).toMatchObject({ body: { result: "0.0312" } });
    expect((await ask(gateway.url, "swap.price", {})).status).toBe(400);
    expect(await ask(gateway.url, "swap.price", { netuid: 1 })).toMatchObject(refused(429, "rate_limited"));
    clock.now += 30_000;
    expect((await ask(gateway.url, "swap.price", { netuid: 1 })).status).toBe(200);
  });

  it("is answered for four askers of an address at once, and no more", async () => {
    const { gateway, chain } = await start();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    chain.results = { "swap.prices": held.then(() => []) };
    const waiting = Array.from({ length: 5 }, () => ask(gateway.url, "swap.prices"));
    const first = await Promise.race(waiting);
    expect(first).toMatchObject(refused(429, "too_many_at_once"));
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429]);
    expect((await ask(gateway.url, "swap.prices")).status).toBe(200);
  });
});
