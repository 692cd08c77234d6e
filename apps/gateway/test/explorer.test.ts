import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserMissing, explorerPath, openBrowser, openPage } from "./support/open-browser.js";
import { startTestGateway, until } from "./support/start-test-gateway.js";
import { answerForever, answerWith, miners } from "./support/start-test-validator.js";

const because = browserMissing === undefined ? "" : ` (skipped: ${browserMissing})`;

describe.skipIf(browserMissing !== undefined)(`the explorer in a browser${because}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const start = (options: Parameters<typeof startTestGateway>[0] = {}) =>
    startTestGateway({ explorerPath, playgroundKey: true, ...options });

  it("shows the network, its subnets and the neurons of one, and keeps them current", async () => {
    const { gateway, chain, validators } = await start({ stakes: [1_500_000_000n, 2n] });
    const { page, complaints } = await openPage(browser, gateway.url);
    await page.getByText("local network").waitFor();
    await page.locator(".header-block b", { hasText: "100" }).waitFor();
    await page.locator(".connection.live").waitFor();
    await page.getByRole("button", { name: "1 text α" }).and(page.locator("[aria-pressed=true]")).waitFor();
    const rows = page.locator("section[aria-labelledby=metagraph-title] tbody tr");
    expect(await rows.count()).toBe(2);
    expect(await rows.first().textContent()).toMatch(/validator/);
    expect(await rows.first().textContent()).toMatch(/1\.50/);
    chain.mine();
    await page.locator(".header-block b", { hasText: "101" }).waitFor();
    chain.neurons = [
      ...chain.neurons,
      { hotkey: validators[0]!.signer.address, validatorPermit: false, incentive: 65_535 },
    ];
    await page.locator(".role-miner").waitFor();
    expect(await rows.first().textContent()).toMatch(/100\.0 %/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("streams an answer and shows who competed for it, by keyboard alone", async () => {
    const { gateway, validators } = await start();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    validators[0]!.generate = answerWith("One two three.", () => held);
    const { page, complaints } = await openPage(browser, gateway.url);
    await page.getByLabel("Your question").focus();
    await page.keyboard.type("Count.");
    await page.getByText("What is a subnet?").and(page.locator(":enabled")).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".answer.streaming", { hasText: /^One $/ }).waitFor();
    release();
    await page.locator(".answer.done", { hasText: "One two three." }).waitFor();
    const strip = page.locator(".turn .strip tbody tr");
    expect(await strip.count()).toBe(miners.length);
    expect(await page.locator(".turn .strip .won").textContent()).toMatch(/0\.93\s*won/);
    expect(await strip.last().textContent()).toMatch(/too late/);
    await page.locator(".answers", { hasText: "won (0.93) over 2" }).waitFor();
    expect(validators[0]!.requests[0]?.messages).toEqual([{ role: "user", content: "Count." }]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("stops an answer, at the validator too", async () => {
    const { gateway, validators } = await start();
    validators[0]!.generate = answerForever;
    const { page } = await openPage(browser, gateway.url);
    await page.getByRole("button", { name: "What is a subnet?" }).and(page.locator(":enabled")).click();
    await page.locator(".answer.streaming").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator(".answer.stopped", { hasText: "Well" }).waitFor();
    await until(() => validators[0]!.calls[0]!.signal.aborted);
    await page.close();
  });

  it("asks for a key where the gateway hands out none, and tells why a question fails", async () => {
    const { gateway, key } = await start({ playgroundKey: false, stakes: [] });
    const { page } = await openPage(browser, gateway.url);
    await page.getByText("Nobody is registered on this subnet yet.").waitFor();
    await page.getByLabel("API key").fill(key.key);
    await page.getByLabel("Your question").fill("Anyone?");
    await page.keyboard.press("Enter");
    const error = page.locator(".turn .error");
    await error.waitFor();
    expect(await error.textContent()).toMatch(/No validator of subnet 1 can be reached.*no_validator/s);
    await page.close();
  });

  it("says when the gateway is gone, and keeps what it knew", async () => {
    const { gateway } = await start();
    const { page } = await openPage(browser, gateway.url);
    await page.locator(".role-validator").waitFor();
    await gateway.stop();
    await page.locator(".connection.lost").waitFor();
    expect(await page.locator(".role-validator").count()).toBe(1);
    await page.close();
  });

  it("fits a phone, a tablet and a desk", async () => {
    const { gateway } = await start();
    for (const width of [390, 834, 1440]) {
      const { page } = await openPage(browser, gateway.url, width);
      await page.locator(".role-validator").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    }
  });
});

it.skipIf(browserMissing === "the explorer is not built")("the first load stays under 150 KiB of script", () => {
  const assets = join(explorerPath, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(assets, name))).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150 * 1_024);
});
