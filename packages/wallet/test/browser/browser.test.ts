import { existsSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleForBrowser } from "./bundle.js";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const missing = existsSync(executablePath) ? "" : ` (skipped: no Chromium at ${executablePath}; set CHROMIUM_PATH)`;

let bundle: string;
beforeAll(async () => {
  bundle = await bundleForBrowser("*");
});

/** Uses the public face as a page would; returns text. */
const program = `(async () => {
  const { createKeypair, createKeypairFromMnemonic, generateMnemonic, signMessage, verifyMessage, connectExtension,
    exportPolkadotJson, createKeypairFromPolkadotJson, DEVELOPMENT_PHRASE } = wallet;
  const development = await createKeypairFromMnemonic(DEVELOPMENT_PHRASE);
  const alice = await createKeypair({ uri: "//Alice", scheme: "ed25519" });
  const signature = await signMessage(development, "0xdeadbeef");
  const isGood = await verifyMessage({ message: "0xdeadbeef", signature, address: development.address });
  const isBad = await verifyMessage({ message: "0xdeadbeee", signature, address: development.address });
  const json = await exportPolkadotJson(development, { password: "sesame" });
  const back = await createKeypairFromPolkadotJson(json, "sesame");
  const enable = async () => ({ accounts: { get: async () => [{ address: alice.address, type: "ed25519" }] }, signer: {} });
  const [signer] = await connectExtension({ origin: "test", injected: { mine: { enable } } });
  let code;
  try { await createKeypairFromMnemonic("hello"); } catch (error) { code = error.data.code; }
  return [development.address, alice.address, isGood, isBad, back.address === development.address,
    signer.address === alice.address, generateMnemonic(24).split(" ").length, code].join(" ");
})()`;
const printed =
  "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV 5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu " +
  "true false true true 24 wallet/bad_mnemonic";

describe("the browser build", () => {
  it("runs without anything of Node", async () => {
    const { crypto, TextEncoder, TextDecoder, atob, btoa } = globalThis;
    const context = createContext({ crypto, TextEncoder, TextDecoder, atob, btoa, console });
    expect(runInContext("[typeof process, typeof Buffer, typeof require].join()", context)).toBe(
      "undefined,undefined,undefined",
    );
    expect(await runInContext(`${bundle};${program}`, context)).toBe(printed);
  });

  it.skipIf(missing !== "")(`runs in Chromium${missing}`, async () => {
    const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: bundle });
      expect(await page.evaluate(program)).toBe(printed);
    } finally {
      await browser.close();
    }
  });
});
