import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnyUnaryCommodity, checkCommodity, openCommodity, translation, unaryCommodities } from "../src/index.js";

const invalid = (member: string) => ({ data: { code: "commodities/invalid_commodity", member } });
const code = (expected: string) => ({ data: { code: expected } });
const own: AnyUnaryCommodity = { ...(translation as AnyUnaryCommodity), name: "sand" };

describe("checkCommodity", () => {
  it("takes what is complete, built in or not", () => {
    for (const commodity of [...unaryCommodities, own]) expect(checkCommodity(commodity)).toBe(commodity);
  });

  it("names the first member that is missing or of the wrong kind", () => {
    const required = ["name", "referenceModel", "loadModel", "createChallenge", "disguise", "serve", "ask", "timingOf"];
    for (const member of [...required, "verifyAnswer", "scoreAnswer"]) {
      expect(() => checkCommodity({ ...own, [member]: undefined })).toThrow(expect.objectContaining(invalid(member)));
      expect(() => checkCommodity({ ...own, [member]: 7 })).toThrow(expect.objectContaining(invalid(member)));
    }
    expect(() => checkCommodity({ ...own, createChallenges: "many" })).toThrow(
      expect.objectContaining(invalid("createChallenges")),
    );
    expect(() => checkCommodity({ ...own, name: "Sand & Co" })).toThrow(expect.objectContaining(invalid("name")));
    for (const nothing of [undefined, null, "sand", () => own]) {
      expect(() => checkCommodity(nothing)).toThrow(expect.objectContaining(invalid("default")));
    }
  });

  it.each([
    [{ request: 0, answer: 1 }, "messageBytes.request"],
    [{ request: 1, answer: 1.5 }, "messageBytes.answer"],
    [{ request: 1 }, "messageBytes.answer"],
    [{ request: 2 ** 31, answer: 1 }, "messageBytes.request"],
  ])("wants bounds that hold: %j", (messageBytes, member) => {
    expect(() => checkCommodity({ ...own, messageBytes })).toThrow(expect.objectContaining(invalid(member)));
  });
});

describe("openCommodity", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "commodity-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function moduleOf(name: string, source: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, source);
    return path;
  }

  it("knows built-in names, and leaves other bare names to its caller", async () => {
    expect(await openCommodity("translation")).toBe(translation);
    expect(await openCommodity("text")).toBeUndefined();
  });

  it("loads a module by path or URL", async () => {
    const members = [
      "loadModel",
      "createChallenge",
      "disguise",
      "serve",
      "ask",
      "timingOf",
      "verifyAnswer",
      "scoreAnswer",
    ];
    const functions = members.map((name) => `${name}() {}`).join(", ");
    const path = await moduleOf("sand.mjs", `export default { name: "sand", referenceModel: "grain", ${functions} };`);
    expect(await openCommodity(path)).toMatchObject({ name: "sand", referenceModel: "grain" });
    expect(await openCommodity(pathToFileURL(path).href)).toMatchObject({ name: "sand" });
  });

  it("says what is wrong with a module", async () => {
    const path = join(folder, "absent.mjs");
    await expect(openCommodity(path)).rejects.toMatchObject({ data: { code: "commodities/module_not_found", path } });
    const broken = await moduleOf("broken.mjs", `throw new Error("out of sand");`);
    await expect(openCommodity(broken)).rejects.toMatchObject(code("commodities/module_failed"));
    const empty = await moduleOf("empty.mjs", `export const sand = {};`);
    await expect(openCommodity(empty)).rejects.toMatchObject({ data: { ...invalid("default").data, path: empty } });
    const half = await moduleOf("half.mjs", `export default { name: "sand" };`);
    await expect(openCommodity(half)).rejects.toMatchObject(invalid("referenceModel"));
  });
});
