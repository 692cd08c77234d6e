import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
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
  commits: [{ epoch: 3, hash: "0x22", uids: [1, 2], weights: [65_535, 3], salt: [1, 2, 3], versionKey: 0 }],
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

  it.each(["", "{", "{}", '{"version":2,"standings":[],"commits":[]}'])(
    "refuses to forget scores over %j",
    async (text) => {
      await writeFile(path, text);
      const error = await readState(path, state).catch((e: unknown) => e);
      expect(isCodedError(error, "validator/state_corrupt")).toBe(true);
    },
  );
});
