import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const script = (name: string): string => fileURLToPath(new URL(`../bench/${name}`, import.meta.url));

// Small portions of what the scripts do at length; they work with the built package, in processes of their own.
it("loses no block that it told of when it is killed, and keeps its books", async () => {
  const { stdout } = await run(process.execPath, [script("kill.mjs"), "2"]);
  expect(stdout).toContain("2 kills");
}, 60_000);

it("refuses random and mutated messages without a defect or a change of state", async () => {
  const { stdout } = await run(process.execPath, [script("fuzz.mjs"), "2000", "7"]);
  expect(stdout).toContain("2000 messages");
  expect(stdout).toContain("no crash, no hang, no change of state, memory flat");
}, 60_000);

it("runs random calls of the right types without a defect, and its books add up", async () => {
  const { stdout } = await run(process.execPath, [script("fuzz-calls.mjs"), "1500", "7"]);
  expect(stdout).toContain("1500 random calls");
}, 60_000);

it("holds a window of states in bounded memory", async () => {
  const { stdout } = await run(process.execPath, [script("million.mjs"), "6000"]);
  expect(stdout).toContain("memory is bounded");
}, 60_000);
