import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCodedError } from "@taostack/primitives";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readState, type ValidatorState, writeState } from "../src/state-file.js";

const state: ValidatorState = {
  version: 1,
  genesisHash: "0x11",
  netuid: 1,
  hotkey: "5Hot",
  standings: [{ hotkey: "5Miner", average: 0.7, samples: 12, lastScore: 0.8, explanation: "right" }],
  commits: [{ block: 3, hash: "0x22", uids: [1, 2], weights: [65_535, 3], salt: [1, 2, 3], versionKey: 0 }],
  lastWeights: { uids: [1], weights: [65_535], block: 2 },
};

describe("the state file", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "validator-state-"));
    path = join(folder, "state.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("gives back what was written, to its owner only", async () => {
    await writeState(path, state);
    await writeState(path, { ...state, standings: [] });
    await writeState(path, state);
    expect(await readState(path, state)).toEqual(state);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("begins anew without a file, and on another chain, subnet or hotkey", async () => {
    expect(await readState(path, state)).toBeUndefined();
    await writeState(path, state);
    expect(await readState(path, { ...state, genesisHash: "0x12" })).toBeUndefined();
    expect(await readState(path, { ...state, netuid: 2 })).toBeUndefined();
    expect(await readState(path, { ...state, hotkey: "5Other" })).toBeUndefined();
  });

  it("keeps the state of another aside", async () => {
    const other = { ...state, hotkey: "5Other" };
    await writeState(path, other);
    expect(await readState(path, state)).toBeUndefined();
    await writeState(path, state);
    expect(await readState(`${path}.old`, other)).toEqual(other);
  });

  it("leaves no part of a file where it cannot write", async () => {
    await mkdir(path);
    await expect(writeState(path, state)).rejects.toMatchObject({
      code: expect.stringMatching(/^E(ISDIR|EXIST|NOTEMPTY)$/),
    });
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  const damaged = (change: object) => JSON.stringify({ ...state, ...change });
  it.each([
    "",
    "{",
    "{}",
    "null",
    damaged({ version: 2 }),
    damaged({ hotkey: undefined }),
    damaged({ standings: [{ ...state.standings[0], average: null }] }),
    damaged({ standings: [{ ...state.standings[0], average: 1.5 }] }),
    damaged({ commits: [{ ...state.commits[0], salt: [65_536] }] }),
    damaged({ commits: [{ ...state.commits[0], uids: [1] }] }),
    damaged({ lastWeights: { uids: [], weights: [] } }),
  ])("refuses to forget scores over %j", async (text) => {
    await writeFile(path, text);
    const error = await readState(path, state).catch((e: unknown) => e);
    expect(isCodedError(error, "validator/state_corrupt")).toBe(true);
  });
});
