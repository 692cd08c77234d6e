import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OpenRound } from "../../src/forecast/open-round.js";
import { RoundLog } from "../../src/forecast/round-log.js";

const identity = { genesisHash: "0x01", netuid: 2, hotkey: "5Validator" };
let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "round-log-"));
  path = join(folder, "deep", "rounds");
});
afterEach(() => rm(folder, { recursive: true }));

const round = (requestId: string, openedMs: number, filler = 0): OpenRound => ({
  window: { requestId, commitBeforeMs: 1, revealFromMs: 2, revealBeforeMs: 3 },
  openedMs,
  request: {
    requestId,
    model: "",
    minerHotkey: "",
    series: [{ asset: "A", stepSeconds: 1, timestamps: [1], values: new Array<number>(1 + filler).fill(1 / 3) }],
    horizons: [1],
    levels: [0.5],
    paths: 0,
    seed: 1,
  },
  commits: { "5Miner": { hash: "0x02", receivedMs: 1 } },
  asked: { "5Miner": "", "5Other": "It failed." },
});
const judged = (requestId: string, openedMs: number) => ({
  judged: {
    requestId,
    openedMs,
    entries: { "5Miner": { advantage: 0.1, print: [0.5], committedMs: 1 }, "5Other": {} },
  },
});
const open = (window = 10) => RoundLog.open({ path, window }, identity);

it("takes up what was open and what counts, in the order in which rounds began", async () => {
  const log = await open();
  for (const [id, ms] of [
    ["a", 1],
    ["b", 2],
    ["c", 3],
    ["d", 4],
  ] as const)
    await log.append({ open: round(id, ms) });
  await log.append(judged("b", 2));
  await log.append(judged("a", 1));
  await log.append({ void: "d" });
  await log.close();
  const again = await open();
  expect([...again.open.values()]).toEqual([round("c", 3)]);
  expect(again.judged).toEqual([judged("a", 1).judged, judged("b", 2).judged]);
  await again.close();
  const short = await open(1);
  expect(short.judged.map(({ requestId }) => requestId)).toEqual(["b"]);
  await short.close();
});

it("passes over the half line that a kill left, and goes on behind it", async () => {
  const log = await open();
  await log.append({ open: round("a", 1) });
  await log.close();
  await appendFile(path, '{"judged":{"requestId":"a","ope');
  const again = await open();
  expect([...again.open.keys()]).toEqual(["a"]);
  await again.append(judged("a", 1));
  await again.close();
  const last = await open();
  expect(last.judged).toHaveLength(1);
  await last.close();
});

it("does not use another's, and begins with none", async () => {
  const log = await open();
  await log.append(judged("a", 1));
  await log.close();
  const other = await RoundLog.open({ path, window: 10 }, { ...identity, netuid: 3 });
  expect(other.judged).toEqual([]);
  await other.close();
  expect((await readdir(join(folder, "deep"))).sort()).toEqual(["rounds", "rounds.old"]);
});

it.each([
  ["no JSON", "{]\n", /line 2 is not JSON/],
  ["something else", '{"opened":1}\n', /line 2 is no change/],
  ["a damaged round", '{"open":{"window":{"requestId":"a"}}}\n', /line 2 is no change/],
  ["a damaged result", '{"judged":{"requestId":"a","openedMs":1,"entries":{"m":{"advantage":"x"}}}}\n', /line 2 is no/],
])("refuses %s rather than to forget", async (_, text, message) => {
  await (await open()).close();
  await writeFile(path, (await readFile(path, "utf8")) + text);
  await expect(open()).rejects.toThrow(message);
  await expect(open()).rejects.toMatchObject({ data: { code: "validator/state_corrupt", path } });
});

it("is written anew when it has grown, and keeps what is open", async () => {
  const log = await open(5);
  for (let i = 0; i < 40; i++) {
    await log.append({ open: round(`r${i}`, i, 20_000) });
    if (i > 2) await log.append(judged(`r${i - 2}`, i - 2));
  }
  await log.close();
  expect((await stat(path)).size).toBeLessThan(5_000_000);
  const again = await open(5);
  expect([...again.open.keys()]).toEqual(["r0", "r38", "r39"]);
  expect(again.judged.map(({ requestId }) => requestId)).toEqual(["r33", "r34", "r35", "r36", "r37"]);
  await again.close();
});

it("takes nothing once it is closed", async () => {
  const log = await open();
  await log.close();
  await expect(log.append(judged("a", 1))).rejects.toThrow("closed");
  expect(log.judged).toEqual([]);
});
