import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { content, event, finish, startTestGateway, stream, type TestGateway } from "./support/gateway.js";
import { createShell, type Shell } from "./support/shell.js";

describe("tao ask", () => {
  let gateway: TestGateway;
  let cwd: string;
  let tao: Shell;
  const done = "data: [DONE]\n\n";

  beforeAll(async () => {
    gateway = await startTestGateway();
    cwd = await mkdtemp(join(tmpdir(), "tao-ask-"));
    tao = createShell({ cwd, env: { TAO_GATEWAY: gateway.url, TAO_API_KEY: "sk-tao-test" } });
  });

  beforeEach(() => {
    gateway.seen.length = 0;
    gateway.answer = stream(event(content("Hello ")) + event(content("there")), event(finish), done);
  });

  afterAll(async () => {
    await gateway.stop();
    await rm(cwd, { recursive: true, force: true });
  });

  it("prints the answer alone to standard output, and who competed to standard error, best first", async () => {
    const { code, stdout, stderr } = await tao(["ask", "What", "is", "it?"]);
    expect(code).toBe(0);
    expect(stdout).toBe("Hello there\n");
    expect(stderr.split("\n").map((line) => line.replace(/\s+/g, " ").trim())).toEqual([
      "uid 4 won score 0.92 24 ms",
      "uid 3 lost score 0.70 23 ms",
      "",
    ]);
    expect(gateway.seen).toEqual([
      {
        authorization: "Bearer sk-tao-test",
        body: {
          model: "tao-text",
          messages: [{ role: "user", content: "What is it?" }],
          max_tokens: 128,
          stream: true,
        },
      },
    ]);
  });

  it("passes the options on, and takes an address that ends in /v1", async () => {
    const options = [
      "--gateway",
      `${gateway.url}/v1/`,
      "--model",
      "other",
      "--max-tokens",
      "7",
      "--temperature",
      "0.5",
    ];
    expect((await tao(["ask", "hi", ...options])).code).toBe(0);
    expect(gateway.seen[0]?.body).toMatchObject({ model: "other", max_tokens: 7, temperature: 0.5 });
  });

  it("gives the whole as JSON", async () => {
    const { stdout, json } = await tao(["ask", "hi", "--json"]);
    expect(stdout.startsWith("{")).toBe(true);
    expect(json()).toMatchObject({
      model: "tao-text",
      text: "Hello there",
      requestId: "request-1",
      validatorHotkey: "validator",
      winnerHotkey: "hotkey-4",
      miners: [
        { uid: 3, totalMs: 23 },
        { uid: 4, firstTokenMs: 5, outcome: "won" },
      ],
    });
  });

  it("understands events however the network cuts them, inside a character too", async () => {
    const bytes = Buffer.from(event(content("Grüße ")) + event(content("α")) + event(finish) + done);
    gateway.answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let at = 0; at < bytes.length; at += 3) response.write(bytes.subarray(at, at + 3));
      response.end();
    };
    expect((await tao(["ask", "hi"])).stdout).toBe("Grüße α\n");
  });

  it("lets no answer steer the terminal", async () => {
    gateway.answer = stream(event(content("a\u001b[2Jb\u009bc\u202ed\ne")), event(finish), done);
    expect((await tao(["ask", "hi"])).stdout).toBe("a[2Jbcd\ne\n");
  });

  it.each([
    ["a refusal", 401, "invalid_api_key", "Set TAO_API_KEY"],
    ["another", 429, "rate_limited", ""],
  ])("says why: %s", async (_, status, reason, remedy) => {
    gateway.answer = (response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "So it is.", code: reason } }));
    };
    const { code, stdout, stderr, errorCode } = await tao(["ask", "hi"]);
    expect([code, stdout, errorCode]).toEqual([1, "", `gateway/${reason}`]);
    expect(stderr).toContain("So it is.\n");
    expect(stderr).toContain(remedy);
  });

  it("does not take a page of some other server for an answer", async () => {
    gateway.answer = (response) => response.writeHead(502).end("<html>");
    expect((await tao(["ask", "hi"])).errorCode).toBe("gateway/status_502");
    gateway.answer = stream("<html>hello</html>");
    expect((await tao(["ask", "hi"])).errorCode).toBe("cli/answer_incomplete");
    gateway.answer = stream("data: <html>\n\n");
    expect((await tao(["ask", "hi"])).errorCode).toBe("cli/answer_incomplete");
  });

  it("fails on an error in the middle, and on an end without an end", async () => {
    const half = event(content("Hel"));
    gateway.answer = stream(half, event({ error: { message: "Interrupted.", code: "answer_interrupted" } }));
    const interrupted = await tao(["ask", "hi"]);
    expect([interrupted.code, interrupted.stdout, interrupted.errorCode]).toEqual([
      1,
      "Hel\n",
      "gateway/answer_interrupted",
    ]);

    gateway.answer = stream(half);
    expect((await tao(["ask", "hi"])).errorCode).toBe("cli/answer_incomplete");
    gateway.answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(half, () => response.destroy());
    };
    const cut = await tao(["ask", "hi", "--json"]);
    expect(JSON.parse(cut.stderr)).toMatchObject({ error: { code: "cli/answer_incomplete" } });
  });

  it.each([
    ["an empty prompt", ["ask", " "], "cli/empty_prompt"],
    ["a length that is none", ["ask", "hi", "--max-tokens", "many"], "cli/invalid_argument"],
    ["a temperature out of range", ["ask", "hi", "--temperature", "3"], "cli/invalid_argument"],
    ["an address that is none", ["ask", "hi", "--gateway", "localhost:8080"], "cli/invalid_argument"],
    ["no prompt", ["ask"], "cli/missing_argument"],
  ])("refuses %s before it asks anyone", async (_, args, reason) => {
    const { code, errorCode } = await tao(args);
    expect([code, errorCode, gateway.seen.length]).toEqual([2, reason, 0]);
  });

  it("knows when there is nobody to ask", async () => {
    const lonely = createShell({ cwd });
    expect((await lonely(["ask", "hi"])).errorCode).toBe("cli/no_gateway");
    expect((await lonely(["ask", "hi", "--gateway", gateway.url])).errorCode).toBe("cli/no_api_key");
    // Nothing listens on port 1.
    expect((await tao(["ask", "hi", "--gateway", "http://127.0.0.1:1"])).errorCode).toBe("cli/gateway_unreachable");
  });

  it("uses the network of this folder, and gives its key to no other gateway", async () => {
    const home = await mkdtemp(join(cwd, "up-"));
    await mkdir(join(home, ".taostack"));
    const local = { url: gateway.url, apiKey: "sk-tao-local", models: ["tao-local"] };
    const up = { pid: process.pid, chain: { url: "ws://127.0.0.1:1", netuid: 2 }, gateway: local };
    await writeFile(join(home, ".taostack", "up.json"), JSON.stringify(up));
    const there = createShell({ cwd: home });
    expect((await there(["ask", "hi"])).code).toBe(0);
    expect(gateway.seen).toMatchObject([{ authorization: "Bearer sk-tao-local", body: { model: "tao-local" } }]);
    expect((await there(["ask", "hi", "--gateway", "http://127.0.0.1:1"])).errorCode).toBe("cli/no_api_key");
  });
});
