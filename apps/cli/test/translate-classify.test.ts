import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { finish, startTestGateway, type TestGateway } from "./support/gateway.js";
import { createShell, type Shell } from "./support/shell.js";

describe("tao translate and tao classify", () => {
  let gateway: TestGateway;
  let cwd: string;
  let tao: Shell;
  const { taostack } = finish;
  const answer = (status: number, body: object) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

  beforeAll(async () => {
    gateway = await startTestGateway();
    cwd = await mkdtemp(join(tmpdir(), "tao-translate-"));
    await writeFile(join(cwd, "cat.png"), "an image");
    tao = createShell({ cwd, env: { TAO_GATEWAY: gateway.url, TAO_API_KEY: "sk-tao-test" } });
  });

  beforeEach(() => {
    gateway.seen.length = 0;
  });

  afterAll(async () => {
    await gateway.stop();
    await rm(cwd, { recursive: true, force: true });
  });

  it("prints the translation alone to standard output, and who competed to standard error", async () => {
    gateway.answer = answer(200, { text: "Guten \u001b[31mMorgen", taostack });
    const { code, stdout, stderr } = await tao(["translate", "Good", "morning", "--from", "en", "--to", "de"]);
    expect([code, stdout]).toEqual([0, "Guten [31mMorgen\n"]);
    expect(stderr.split("\n").map((line) => line.replace(/\s+/g, " ").trim())[0]).toBe("uid 4 won score 0.92 24 ms");
    expect(gateway.seen).toEqual([
      { authorization: "Bearer sk-tao-test", body: { text: "Good morning", source: "en", target: "de" } },
    ]);
    const { json } = await tao(["translate", "hi", "--from", "en", "--to", "de", "--json"]);
    expect(json()).toMatchObject({
      text: "Guten \u001b[31mMorgen",
      winnerHotkey: "hotkey-4",
      miners: [{ uid: 3 }, {}],
    });
  });

  it("prints the likeliest labels of an image", async () => {
    const labels = Array.from({ length: 7 }, (_, at) => ({ label: `label-${at}`, probability: 0.5 / (at + 1) }));
    gateway.answer = answer(200, { labels, taostack });
    const { code, stdout } = await tao(["classify", join(cwd, "cat.png"), "--labels", "cat, dog"]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(6);
    expect(stdout).toContain("0.500");
    expect(gateway.seen[0]?.body).toEqual({
      image: Buffer.from("an image").toString("base64"),
      labels: ["cat", "dog"],
    });
    const { json } = await tao(["classify", join(cwd, "cat.png"), "--json"]);
    expect(json()).toMatchObject({ labels, requestId: "request-1" });
    expect(gateway.seen[1]?.body).toEqual({ image: Buffer.from("an image").toString("base64") });
  });

  it("says what is wrong, by code", async () => {
    const codeOf = async (args: string[]) => (await tao(args)).errorCode;
    const translate = ["translate", "x", "--from", "en", "--to", "de"];
    expect(await codeOf(["classify", join(cwd, "dog.png")])).toBe("cli/invalid_argument");
    expect(await codeOf(["translate", " ", "--from", "en", "--to", "de"])).toBe("cli/empty_prompt");
    expect(gateway.seen).toEqual([]);
    gateway.answer = answer(400, { error: { code: "invalid_request", message: "target_language is tlh." } });
    expect(await codeOf(translate)).toBe("gateway/invalid_request");
    gateway.answer = (response) => response.writeHead(200).end("{");
    expect(await codeOf(translate)).toBe("cli/answer_incomplete");
  });
});
