import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");

const page = await read("docs/own-commodity.md");
const blocks = [...page.matchAll(/(?:<!-- (\S+) -->\n\n)?^```(?!sh)\w+\n([\s\S]*?)^```$/gm)].map(
  ([, source = "", code = ""]) => ({ source, code, begin: code.split("\n")[0]?.trim() }),
);

describe("docs/own-commodity.md", () => {
  it("shows each file of the example", () => {
    const shown = new Set(blocks.map(({ source }) => source.replace("examples/own-subnet/", "")));
    for (const file of ["contract", "challenge", "score", "verify", "serve", "index"])
      expect(shown).toContain(`src/${file}.ts`);
  });

  it.each(blocks)("has the code that is tested: $source, $begin", async ({ source, code }) => {
    expect(await read(source)).toContain(code);
  });

  it("links to what there is", () => {
    const links = [...page.matchAll(/\]\(((?!https?:|#)[\w./-]+)\)/g)].map(([, path = ""]) => path);
    const missing = links.filter((path) => !existsSync(new URL(path, new URL("docs/", root))));
    expect([links.length > 2, missing]).toEqual([true, []]);
  });
});

it("the README of the example names its files", async () => {
  const readme = await read("examples/own-subnet/README.md");
  const files = [...readme.matchAll(/`((?:src|protos|test)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
  expect(
    files.filter(
      (path) => !path.includes("generated") && !existsSync(new URL(path, new URL("examples/own-subnet/", root))),
    ),
  ).toEqual([]);
  expect(files.length).toBeGreaterThan(8);
});
