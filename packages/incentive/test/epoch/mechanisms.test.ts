import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mechanismWeights } from "../../src/epoch/merge-mechanisms.js";
import {
  type EpochOutput,
  type MergedEpoch,
  mechanismIndex,
  mechanismOfIndex,
  mergeMechanisms,
  splitMechanismEmission,
} from "../../src/index.js";
import { bigints, parseRows, rowsOf, Subnet } from "../support/subnet.js";

// yuma.md 9.20; economics.md 9.6, cases 51–52
describe("splitMechanismEmission", () => {
  it.each([
    [25n, 5, undefined, [5n, 5n, 5n, 5n, 5n]],
    [10n, 4, undefined, [4n, 2n, 2n, 2n]],
    [19n, 5, [3450, 6899, 10348, 17247, 27594], [1n, 2n, 3n, 5n, 8n]],
    [1_000_000_000n, 2, [16383, 49152], [249_988_556n, 750_011_444n]],
    [100n, 2, [65535], [100n, 0n]],
  ])("case %#", (emission, count, split, parts) => {
    expect(splitMechanismEmission(emission, count, split)).toEqual(parts);
  });

  it("gives out all of it", () => {
    const split = fc.option(fc.array(fc.integer({ min: 0, max: 16_000 }), { maxLength: 4 }), { nil: undefined });
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), fc.integer({ min: 1, max: 4 }), split, (emission, count, shares) => {
        const parts = splitMechanismEmission(emission, count, shares);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(emission);
        expect(parts).toHaveLength(count);
      }),
    );
  });

  it("refuses a subnet without mechanisms", () => {
    expect(() => splitMechanismEmission(1n, 0)).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
  });
});

describe("mechanismIndex", () => {
  it("keeps the mechanism in the upper bits", () => {
    expect(mechanismIndex(2048, 14)).toBe(59392);
    expect(mechanismOfIndex(65535)).toEqual({ netuid: 4095, mechanism: 15 });
    expect(mechanismIndex(4095, 16)).toBe(65535);
  });
});

describe("two mechanisms, even split", () => {
  const run = (rows: string): EpochOutput => {
    const subnet = new Subnet({
      stake: [10n ** 9n, 10n ** 9n],
      permits: [1, 1],
      lastUpdate: [2, 2],
      tempo: 1,
      emission: 500_000_000n,
    });
    subnet.weights = parseRows(rows);
    return subnet.epoch(1);
  };

  it.each([
    [
      "(0,65535) (1,65535) / (0,65535) (1,65535)",
      "32767,32767",
      "(1,65535) / (0,65535)",
      "125000000,125000000",
      "125000000,125000000",
    ],
    ["(0,65535) (1,0) / (0,65535) (1,65535)", "65535,0", "– / (0,65535)", "250000000,0", "0,250000000"],
  ])("rows %s", (rows, incentive, bonds, server, validator) => {
    const output = run(rows);
    expect(output.incentive.join(",")).toBe(incentive);
    expect(rowsOf(output)).toBe(bonds);
    expect(output.serverEmission.join(",")).toBe(server);
    expect(output.validatorEmission.join(",")).toBe(validator);
  });
});

describe("merging two mechanisms", () => {
  const parts = splitMechanismEmission(1_000_000_000n, 2, [16383, 49152]);
  const run = (rows: string, emission: bigint): EpochOutput => {
    const subnet = new Subnet({
      stake: [10n ** 9n, 10n ** 9n, 0n],
      permits: [1, 0, 0],
      lastUpdate: [2, 2, 2],
      tempo: 1,
      emission,
    });
    subnet.weights = parseRows(`${rows} / (0,65535) (1,65535) / –`);
    return subnet.epoch(1);
  };
  const outputs = [run("(1,39321) (2,26214)", parts[0]!), run("(1,13107) (2,52428)", parts[1]!)];
  const merged = mergeMechanisms(outputs, parts);

  it("weighs them by emission", () => {
    expect(mechanismWeights(parts)).toEqual([4611474913888208371n, 13835269159821343244n]);
    expect(mechanismWeights([0n, 0n])).toEqual([1n << 64n, 0n]);
  });

  it.each<[keyof MergedEpoch, string, string, string]>([
    ["dividends", "65535, 0, 0", "65535, 0, 0", "65534, 0, 0"],
    ["stakeWeight", "32767, 32767, 0", "32767, 32767, 0", "32766, 32766, 0"],
    ["consensus", "0, 39320, 26213", "0, 13106, 52427", "0, 19658, 45872"],
    ["validatorTrust", "65534, 0, 0", "65534, 0, 0", "65533, 0, 0"],
    ["emission", "124994278, 74996566, 49997711", "375005722, 75001144, 300004577", "312505722, 74999999, 237505721"],
    ["serverEmission", "0, 74996566, 49997711", "0, 75001144, 300004577", "0, 149997710, 350002288"],
    ["validatorEmission", "124994278, 0, 0", "375005722, 0, 0", "500000000, 0, 0"],
    ["validatorPermit", "1, 1, 0", "1, 1, 0", "1, 1, 0"],
  ])("%s", (column, first, second, both) => {
    const texts = [first, second, both];
    [...outputs, merged].forEach((output, index) => {
      expect(Array.from(output[column], BigInt)).toEqual(bigints(texts[index]!));
    });
  });

  it("keeps incentive apart", () => {
    expect(outputs.map(({ incentive }) => incentive.join(","))).toEqual(["0,39320,26213", "0,13106,52427"]);
  });

  it("changes nothing with one mechanism", () => {
    const [first] = outputs;
    const { incentive: _, bonds: __, ...columns } = first!;
    expect(mergeMechanisms([first!], [parts[0]!])).toEqual(columns);
  });

  it("refuses parts that do not go with the outputs", () => {
    expect(() => mergeMechanisms(outputs, [1n])).toThrow(
      expect.objectContaining({ code: "incentive/length_mismatch" }),
    );
  });

  it("an explicit zero weight earns nothing on either", () => {
    expect(run("(1,1) (2,0)", 1n).incentive.join(",")).toBe("0,65535,0");
  });
});
