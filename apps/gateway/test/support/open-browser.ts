import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** The explorer as it was built. */
export const explorerPath = fileURLToPath(new URL("../../../explorer/dist/pages", import.meta.url));

/** Why the tests in a browser cannot run here, if they cannot. */
export const browserMissing: string | undefined = !existsSync(executablePath)
  ? `no Chromium at ${executablePath}; set CHROMIUM_PATH`
  : !existsSync(explorerPath)
    ? "the explorer is not built"
    : undefined;

const quiet = ["background-networking", "component-update", "sync", "gpu"].map((feature) => `--disable-${feature}`);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--no-first-run", ...quiet] });

export interface WatchedPage {
  readonly page: Page;
  /** What the page complained of: faults, refused resources, violations of its policy. */
  readonly complaints: string[];
}

export async function openPage(browser: Browser, url: string, width = 1440): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url);
  return { page, complaints };
}
