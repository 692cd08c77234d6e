import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReferencePool } from "../../src/index.js";
import { seededRandom } from "../../src/text/tasks/index.js";

describe("a pool of references", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reference-pool-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const pair = (source: string) =>
    JSON.stringify({ source, sourceLanguage: "en", targetLanguage: "de", references: [`${source} auf Deutsch`] });
  const write = (name: string, ...lines: string[]) => writeFile(join(folder, name), `${lines.join("\n")}\n`);

  it("gives each pair once, across restarts", async () => {
    await write("a.jsonl", pair("one"), pair("two"), "", pair("one"));
    await write("b.jsonl", pair("three"));
    const pool = await openReferencePool(folder);
    expect(pool.remaining).toBe(3);
    const random = seededRandom(1);
    const first = await pool.take(random);
    expect(first).toMatchObject({
      request: { sourceLanguage: "en", targetLanguage: "de" },
      check: { references: [`${first?.request.text} auf Deutsch`] },
    });
    const reopened = await openReferencePool(folder);
    expect(reopened.remaining).toBe(2);
    const rest = [await reopened.take(random), await reopened.take(random), await reopened.take(random)];
    expect(new Set([first, ...rest].map((challenge) => challenge?.request.text))).toEqual(
      new Set(["one", "two", "three", undefined]),
    );
  });

  it.each(["{", "[]", '{"source":"a","sourceLanguage":"en","targetLanguage":"de","references":[]}'])(
    "refuses the line %j, and says where it stands",
    async (line) => {
      await write("a.jsonl", pair("one"), line);
      await expect(openReferencePool(folder)).rejects.toMatchObject({
        data: { code: "commodities/bad_reference_pair", file: "a.jsonl", line: 2 },
      });
    },
  );
});
