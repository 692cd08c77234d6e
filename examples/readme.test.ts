import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");

it("the README shows the example that is tested", async () => {
  expect(await read("README.md")).toContain(`\`\`\`js\n${await read("examples/chat.mjs")}\`\`\``);
});

it.each(["README.md", "ARCHITECTURE.md"])("%s names rooms that exist", async (page) => {
  const text = await read(page);
  const inText = [...text.matchAll(/`((?:apps|packages|protos|models|examples|docs)\/[\w./-]+)`/g)];
  const links = [...text.matchAll(/\]\(((?!https?:)[\w./-]+)\)/g)];
  const missing = [...inText, ...links].map(([, path = ""]) => path).filter((path) => !existsSync(new URL(path, root)));
  expect(inText.length + links.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});
