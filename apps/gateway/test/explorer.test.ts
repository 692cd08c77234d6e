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

  it("reads by a form that is made from the operation's schema, by keyboard alone, and keeps it in the address", async () => {
    const { gateway, chain } = await start();
    chain.results = { "swap.price": 1_234_031_200_000n };
    const { page, complaints } = await openPage(browser, gateway.url);
    await page.getByRole("link", { name: "Operations" }).click();
    await page.getByText("Choose an operation.").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("costs now");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "swap.price read" }).waitFor();
    const read = page.getByRole("button", { name: "Read", exact: true });
    await read.focus();
    await page.keyboard.press("Enter");
    const field = page.getByLabel("Netuid");
    await page.locator("#problem-netuid", { hasText: "required" }).waitFor();
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await page.locator(".result-body", { hasText: "τ 1,234.0312 per α" }).waitFor();
    expect(await page.locator(".command code").first().textContent()).toBe(
      "tao call swap.price netuid=1 --network local",
    );
    expect(new URL(page.url()).hash).toBe("#operations/swap.price?netuid=1");
    await page.reload();
    await page.locator(".result-body", { hasText: "1,234.0312" }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows lists as tables, says what is wrong with an argument, and names an operation that is none", async () => {
    const { gateway, chain } = await start();
    chain.results = {
      "swap.prices": [
        { netuid: 0, price: 1_000_000_000n },
        { netuid: 1, price: 31_200_000n },
      ],
    };
    const { page } = await openPage(browser, `${gateway.url}/#operations/swap.prices?at=5`);
    const table = page.locator(".values-table");
    await table.waitFor();
    expect(await table.locator("thead").textContent()).toBe("#NetuidPrice, τ per α");
    expect(await table.locator("tbody tr").allTextContents()).toEqual(["001", "110.0312"]);
    // The address looks right to the page; only the chain's own rules know that it is not.
    await page.goto(`${gateway.url}/#operations/balances.get?address=5${"G".repeat(47)}`);
    await page.locator("#problem-address").waitFor();
    expect(await page.locator(".operation-result .error").textContent()).toMatch(
      /balances\.get was not answered.*invalid_request/s,
    );
    await page.goto(`${gateway.url}/#operations/staking.steal`);
    await page.getByText("There is no operation “staking.steal”.").waitFor();
    await page.close();
  });

  it("fills in a write for a terminal, and offers no way to send it", async () => {
    const { gateway } = await start();
    const { page, complaints } = await openPage(browser, `${gateway.url}/#operations/staking.add?netuid=1&amount=1.5`);
    await page.locator(".facts", { hasText: "TAO, and the fee" }).waitFor();
    expect(await page.locator(".facts").textContent()).toContain("your coldkey");
    expect(await page.getByRole("button", { name: "Read", exact: true }).count()).toBe(0);
    const copy = page.locator(".command").getByRole("button", { name: "Copy" });
    expect(await copy.isDisabled()).toBe(true);
    await page.getByLabel("Hotkey").fill("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    await page.getByLabel("Allow partial").selectOption("true");
    expect(await page.locator(".command pre").textContent()).toBe(
      "tao call staking.add hotkey=5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY netuid=1 amount=1.5 allowPartial=true --network local --dry-run",
    );
    expect(await copy.isDisabled()).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("fits a phone, a tablet and a desk", async () => {
    const { gateway } = await start();
    for (const width of [390, 834, 1440]) {
      const { page } = await openPage(browser, gateway.url, width);
      await page.locator(".role-validator").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.goto(`${gateway.url}/#operations/weights.setMany?rows=${encodeURIComponent('[{"netuid":1}]')}`);
      await page.getByLabel("Uids").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    }
  });
});

describe.skipIf(browserMissing === "the explorer is not built")("the pages' scripts", () => {
  const assets = join(explorerPath, "assets");
  const sizes = () =>
    readdirSync(assets)
      .filter((name) => name.endsWith(".js"))
      .map((name) => ({ name, bytes: gzipSync(readFileSync(join(assets, name))).length }));

  it("stay under 150 KiB, all pages together", () => {
    expect(sizes().reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(150 * 1_024);
  });

  it("come with the first load only as far as it needs them", () => {
    const page = readFileSync(join(explorerPath, "index.html"), "utf8");
    const later = sizes().filter(({ name }) => !page.includes(name));
    expect(later.map(({ name }) => name.split("-")[0])).toContain("OperationsPage");
  });
});
