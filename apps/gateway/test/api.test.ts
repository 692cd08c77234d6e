import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { question, startTestGateway } from "./support/start-test-gateway.js";

async function getJson(url: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  return (await (await fetch(url, { headers })).json()) as Record<string, unknown>;
}

/** `fetch` may not set Host. */
const getWithHost = (url: string, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, async (response) => {
      let body = "";
      for await (const chunk of response) body += chunk;
      resolve(body);
    })
      .on("error", reject)
      .end();
  });

describe("the read API", () => {
  it("tells the network, its subnets and a metagraph, with big integers as text", async () => {
    const { gateway, validators } = await startTestGateway({ stakes: [18_446_744_073_709_551_615n] });
    expect(await getJson(`${gateway.url}/api/network`)).toMatchObject({
      name: "local network",
      netuid: 1,
      models: ["tao-text"],
      block: { number: 100 },
      blockTimeMs: 250,
    });
    const { subnets } = await getJson(`${gateway.url}/api/subnets`);
    expect(subnets).toEqual([
      expect.objectContaining({ netuid: 0 }),
      expect.objectContaining({ netuid: 1, name: "text", price: "31200000", emissionShare: 1, neurons: 1 }),
    ]);
    expect(await getJson(`${gateway.url}/api/subnets/1/metagraph`)).toMatchObject({
      netuid: 1,
      block: 100,
      columns: {
        hotkey: [validators[0]?.signer.address],
        stake: ["18446744073709551615"],
        validatorPermit: [true],
        dividends: [65_535],
        axon: [`127.0.0.2:${validators[0]?.neuron.axon?.port}`],
      },
    });
  });

  it("keeps the last answers with who competed, and nothing of what was said", async () => {
    const { gateway, openai } = await startTestGateway();
    await openai.chat.completions.create(question);
    const { answers } = (await getJson(`${gateway.url}/api/answers?limit=5`)) as { answers: Record<string, unknown>[] };
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ outcome: "stop", winnerHotkey: "miner-a", completionTokens: 2 });
    expect(answers[0]?.miners).toHaveLength(3);
    expect(JSON.stringify(answers)).not.toMatch(/subnets/);
  });

  it.each([
    "/api/subnets/x/metagraph",
    "/api/subnets/65536/metagraph",
    "/api/answers?limit=0",
    "/api/answers?limit=201",
  ])("refuses %s", async (path) => {
    const { gateway } = await startTestGateway({ stakes: [] });
    expect(await getJson(gateway.url + path)).toMatchObject({ error: { code: "invalid_request" } });
  });

  it("serves what it last read while the chain is away, and says so where it has nothing", async () => {
    const { gateway, chain } = await startTestGateway({ stakes: [] });
    await getJson(`${gateway.url}/api/subnets`);
    chain.failure = new Error("away");
    expect(await getJson(`${gateway.url}/api/subnets`)).toHaveProperty("subnets");
    expect(await getJson(`${gateway.url}/api/subnets/9/metagraph`)).toMatchObject({
      error: { code: "chain_unavailable" },
    });
  });

  it("tells new blocks and answers as they happen", async () => {
    const { gateway, chain, openai } = await startTestGateway();
    const response = await fetch(`${gateway.url}/api/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const readUntil = async (wanted: string) => {
      while (!text.includes(wanted)) text += (await reader.read()).value;
    };
    await readUntil("retry:");
    chain.mine();
    await readUntil('event: block-added\ndata: {"number":101');
    await openai.chat.completions.create(question);
    await readUntil("event: answer-finished");
    await gateway.stop();
    await expect(reader.read().then(({ done }) => done)).resolves.toBe(true);
  });
});

describe("health and metrics", () => {
  it("is ready once a validator is known, and counts what it does", async () => {
    const { gateway, openai } = await startTestGateway();
    await openai.chat.completions.create(question);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    expect(await getJson(`${gateway.url}/readyz`)).toMatchObject({ ok: true, validators: 1 });
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toContain('taostack_gateway_answers_total{outcome="stop"} 1');
    expect(metrics).toContain("taostack_gateway_completion_tokens_total 2");
    expect(metrics).toContain("taostack_gateway_chain_block 100");
  });

  it("is not ready without a validator", async () => {
    const { gateway } = await startTestGateway({ stakes: [] });
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
  });

  it("tells its metrics to this machine only, unless told otherwise", async () => {
    const { gateway } = await startTestGateway();
    const open = await startTestGateway({ publicMetrics: true });
    const elsewhere = { host: "gateway.example" };
    expect(await getWithHost(`${gateway.url}/metrics`, elsewhere)).toContain("not_local");
    expect(await getWithHost(`${open.gateway.url}/metrics`, elsewhere)).toContain("taostack_gateway_chain_block");
  });
});

describe("the session of the page", () => {
  it("gives the playground's key to pages of this machine, and it works", async () => {
    const { gateway, openai } = await startTestGateway({ playgroundKey: true });
    const { key } = await getJson(`${gateway.url}/api/session`, { "sec-fetch-site": "same-origin" });
    expect(key).toBe(gateway.playgroundKey);
    expect((await openai.withOptions({ apiKey: key as string }).models.list()).data).toHaveLength(1);
  });

  it.each([
    ["a page of another site", { "sec-fetch-site": "cross-site" }],
    ["a page of another port", { "sec-fetch-site": "same-site" }],
    ["another origin in an old browser", { origin: "http://evil.example" }],
    ["a name that was pointed at this machine", { host: "evil.example" }],
    ["a proxy", { "x-forwarded-for": "127.0.0.1" }],
  ])("gives none to %s", async (_, headers) => {
    const { gateway } = await startTestGateway({ playgroundKey: true });
    expect(await getWithHost(`${gateway.url}/api/session`, headers)).toBe('{"key":null}');
  });

  it("gives none unless the gateway was told to", async () => {
    const { gateway } = await startTestGateway();
    expect(gateway.playgroundKey).toBeUndefined();
    expect(await getJson(`${gateway.url}/api/session`)).toEqual({ key: null });
  });
});

describe("other sites' pages", () => {
  it("are kept out by default and let in by name, for /v1 only", async () => {
    const closed = await startTestGateway();
    const opened = await startTestGateway({ allowedOrigins: ["https://chat.example"] });
    const allowed = async (url: string, origin: string, method = "OPTIONS") =>
      (await fetch(url, { method, headers: { origin } })).headers.get("access-control-allow-origin");
    expect(await allowed(`${closed.gateway.url}/v1/chat/completions`, "https://chat.example")).toBeNull();
    expect(await allowed(`${opened.gateway.url}/v1/chat/completions`, "https://chat.example")).toBe(
      "https://chat.example",
    );
    expect(await allowed(`${opened.gateway.url}/v1/chat/completions`, "https://evil.example")).toBeNull();
    expect(await allowed(`${opened.gateway.url}/api/session`, "https://chat.example", "GET")).toBeNull();
  });
});

describe("the explorer's files", () => {
  it("are served with a policy and with caching by kind", async () => {
    const explorerPath = await mkdtemp(join(tmpdir(), "pages-"));
    onTestFinished(() => rm(explorerPath, { recursive: true }));
    await mkdir(join(explorerPath, "assets"));
    await writeFile(join(explorerPath, "index.html"), "<title>explorer</title>");
    await writeFile(join(explorerPath, "assets", "index-abc.js"), "1");
    const { gateway } = await startTestGateway({ explorerPath });
    const page = await fetch(`${gateway.url}/`);
    expect(await page.text()).toContain("explorer");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const script = await fetch(`${gateway.url}/assets/index-abc.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${gateway.url}/../package.json`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/..%2f..%2fetc/passwd`)).status).not.toBe(200);
  });
});
