import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rao } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { loadMetagraph, type Metagraph, metagraphDifference, saveMetagraph } from "../src/index.js";

const axon = { ip: "10.0.0.1", port: 8091, protocol: 4, version: 1, block: 5 };

const metagraphOf = (changes: Partial<Metagraph> = {}): Metagraph => ({
  netuid: 1,
  block: 10,
  name: "apex",
  symbol: "α",
  ownerHotkey: "h0",
  ownerColdkey: "c0",
  n: 3,
  maxNeurons: 256,
  hotkeys: ["h0", "h1", "h2"],
  coldkeys: ["c0", "c1", "c2"],
  stake: BigUint64Array.of(1n, 2n, (1n << 64n) - 1n),
  alphaStake: BigUint64Array.of(1n, 2n, 3n),
  taoStake: new BigUint64Array(3),
  incentive: Uint16Array.of(0, 65_535, 7),
  dividends: new Uint16Array(3),
  consensus: new Uint16Array(3),
  validatorTrust: new Uint16Array(3),
  emission: new BigUint64Array(3),
  active: Uint8Array.of(1, 0, 1),
  validatorPermit: new Uint8Array(3),
  lastUpdate: Float64Array.of(0, 5_000_000, 1),
  registeredAt: new Float64Array(3),
  axons: [axon, undefined, undefined],
  tempo: 360,
  blocksSinceLastStep: 3,
  movingPrice: 0.25,
  taoIn: rao(5n),
  alphaIn: rao(6n),
  alphaOut: rao(7n),
  burn: rao(8n),
  registrationAllowed: true,
  immunityPeriod: 4_096,
  activityCutoff: 5_000,
  maxValidators: 64,
  minAllowedWeights: 1,
  weightsVersion: 0,
  weightsRateLimit: 100,
  servingRateLimit: 50,
  commitRevealWeightsEnabled: true,
  commitRevealPeriod: 1,
  ...changes,
});

describe("the difference of two metagraphs", () => {
  it("is nothing for the same", () => {
    const same = metagraphDifference(metagraphOf(), metagraphOf({ block: 11, blocksSinceLastStep: 4 }));
    expect(same).toEqual({ fromBlock: 10, toBlock: 11, registered: [], removed: [], changed: {}, settings: [] });
  });

  it("names the neurons of each column, and leaves out who is new", () => {
    const after = metagraphOf({
      n: 4,
      hotkeys: ["h0", "other", "h2", "h3"],
      coldkeys: ["c0", "c9", "c2", "c3"],
      incentive: Uint16Array.of(1, 1, 7, 1),
      stake: BigUint64Array.of(1n, 9n, 3n, 4n),
      axons: [{ ...axon, port: 1 }, axon, undefined, axon],
      tempo: 10,
    });
    expect(metagraphDifference(metagraphOf(), after)).toMatchObject({
      registered: [1, 3],
      removed: [],
      changed: { incentive: [0], stake: [2], axons: [0] },
      settings: ["tempo"],
    });
    expect(metagraphDifference(after, metagraphOf()).removed).toEqual([3]);
  });
});

describe("a saved metagraph", () => {
  it("is loaded as it was", async () => {
    const folder = await mkdtemp(join(tmpdir(), "metagraph-"));
    const path = join(folder, "1.json");
    await saveMetagraph(path, metagraphOf());
    await saveMetagraph(path, metagraphOf({ block: 12 }));
    expect(await loadMetagraph(path)).toEqual(metagraphOf({ block: 12 }));
    expect(await readdir(folder)).toEqual(["1.json"]);
    await writeFile(path, '{"format":"other"}');
    await expect(loadMetagraph(path)).rejects.toMatchObject({ data: { code: "chain/damaged_file", path } });
    await rm(folder, { recursive: true });
  });
});
