import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("the README shows the example that is tested", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const example = await readFile(new URL("chat.mjs", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`js\n${example}\`\`\``);
});
