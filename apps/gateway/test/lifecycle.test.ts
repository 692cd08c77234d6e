import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import { describe, expect, it, onTestFinished } from "vitest";
import { startGateway } from "../src/index.js";
import { openStore } from "../src/store/open-store.js";
import { createTestChain } from "./support/create-test-chain.js";
import { collect, question, startTestGateway, until } from "./support/start-test-gateway.js";
import { answerForever, answerWith } from "./support/start-test-validator.js";

describe("start and stop", () => {
  it("says which port is taken, and closes what it had opened", async () => {
    const { gateway } = await startTestGateway();
    const chain = createTestChain();
    const modules = { chain, signer: await createKeypairFromUri("//Gateway"), logger: silentLogger };
    const second = startGateway({ port: gateway.port, databasePath: ":memory:" }, modules);
    await expect(second).rejects.toMatchObject({ data: { code: "gateway/port_in_use", port: gateway.port } });
    expect(chain.watchers).toBe(0);
  });

  it("checks its options", async () => {
    await expect(startGateway({ port: 70_000 })).rejects.toMatchObject({
      data: { code: "options/invalid", option: "port" },
    });
  });

  it("lets a running answer end before it closes, and takes no new one", async () => {
    const { gateway, openai, validators, chain } = await startTestGateway();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    validators[0]!.generate = answerWith("One two", () => held);
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    const stopped = gateway.stop();
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({ status: 503, code: "stopping" });
    release();
    const chunks = await collect(stream);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe("stop");
    await stopped;
    await gateway.stop();
    await expect(fetch(gateway.url)).rejects.toThrow();
    expect(chain.watchers).toBe(0);
  });

  it("ends an answer that goes on too long, and tells why", async () => {
    const { gateway, openai, validators } = await startTestGateway();
    validators[0]!.generate = answerForever;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    const [failure] = await Promise.all([collect(stream).catch((error: unknown) => error), gateway.stop()]);
    expect(failure).toMatchObject({ code: "stopping" });
  });

  it("writes a usage row for each request, however it ended", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gateway-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const databasePath = join(folder, "gateway.sqlite");
    const { gateway, key, openai, validators } = await startTestGateway({ databasePath });
    await openai.chat.completions.create(question);
    validators[0]!.generate = answerForever;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    stream.controller.abort();
    await until(() => validators[0]!.calls[1]!.signal.aborted);
    await expect(openai.chat.completions.create({ ...question, model: "other" })).rejects.toThrow();
    await gateway.stop();

    const store = await openStore(databasePath);
    onTestFinished(() => store.stop());
    const rows = await store.usage.list(key.id);
    const hotkey = validators[0]!.signer.address;
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      outcome: "stop",
      prompt_tokens: 7,
      completion_tokens: 2,
      validator_hotkey: hotkey,
      winner_hotkey: "miner-a",
    });
    expect(rows[1]?.total_ms).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({ outcome: "client_closed", validator_hotkey: hotkey, winner_hotkey: null });
  });
});
