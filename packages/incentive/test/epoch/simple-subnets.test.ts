import { describe, expect, it } from "vitest";
import type { EpochOutput } from "../../src/index.js";
import { bigints, numbers, rowsOf, Subnet } from "../support/subnet.js";

type Column = Exclude<keyof EpochOutput, "bonds">;

function expectColumns(output: EpochOutput, expected: Partial<Record<Column, string>>): void {
  for (const [column, text] of Object.entries(expected)) {
    expect(Array.from(output[column as Column], BigInt), column).toEqual(bigints(text));
  }
}

// yuma.md 9.3
describe("permits by stake", () => {
  it.each([
    [
      "8, 9, 10, 11, 4, 5, 6, 7",
      "1, 1, 1, 1, 0, 0, 0, 0",
      "8737, 9830, 10922, 12014, 4368, 5461, 6553, 7645",
      "133333333, 149999999, 166666666, 183333333, 66666666, 83333333, 99999999, 116666666",
    ],
    [
      "8, 9, 10, 11, 20, 21, 22, 23",
      "0, 0, 0, 0, 1, 1, 1, 1",
      "4228, 4756, 5285, 5813, 10570, 11098, 11627, 12155",
      "64516128, 72580645, 80645161, 88709677, 161290322, 169354838, 177419354, 185483870",
    ],
    ["1, 1, 1, 1, 0, 0, 0, 0", "0, 0, 0, 0, 0, 0, 0, 0", "0, 0, 0, 0, 0, 0, 0, 0", "0, 0, 0, 0, 0, 0, 0, 0"],
    [
      "1, 1, 1, 1, 16, 16, 16, 16",
      "0, 0, 0, 0, 1, 1, 1, 1",
      "0, 0, 0, 0, 16383, 16383, 16383, 16383",
      "0, 0, 0, 0, 250000000, 250000000, 250000000, 250000000",
    ],
  ])("stake %s", (stake, validatorPermit, stakeWeight, emission) => {
    const subnet = new Subnet({ stake: numbers(stake), maxAllowedValidators: 4, stakeThreshold: 4n });
    expectColumns(subnet.epoch(2), { validatorPermit, stakeWeight, emission });
  });
});

// yuma.md 9.5
describe("trivial graphs", () => {
  const nothing = { consensus: "0", incentive: "0", dividends: "0" };

  it("one UID that weighs itself", () => {
    const subnet = new Subnet({ stake: [10n ** 9n], registered: 0 });
    subnet.setWeights(0, [[0, 65535]], 1);
    const output = subnet.epoch(1);
    expectColumns(output, { ...nothing, validatorEmission: "1000000000", emission: "1000000000" });
  });

  it("ten UIDs that weigh themselves", () => {
    const subnet = new Subnet({ stake: new Array<number>(10).fill(1), registered: 0 });
    for (let uid = 0; uid < 10; uid += 1) subnet.setWeights(uid, [[uid, 65535]], 1);
    const output = subnet.epoch(1);
    const zeros = new Array<number>(10).fill(0).join(",");
    expectColumns(output, { consensus: zeros, incentive: zeros, dividends: zeros });
    expectColumns(output, { emission: new Array<number>(10).fill(99999999).join(",") });
  });

  it("one UID without weights", () => {
    expectColumns(new Subnet({ stake: [1], registered: 0 }).epoch(1), {
      ...nothing,
      serverEmission: "0",
      validatorEmission: "1000000000",
    });
  });

  it("no UIDs", () => {
    const output = new Subnet({ stake: [] }).epoch(1);
    expect(Object.values({ ...output, bonds: [] }).every((column) => column.length === 0)).toBe(true);
  });
});

// yuma.md 9.6
it("a subnet without weights pays by stake until the first count", () => {
  const subnet = new Subnet({ stake: [1, 0], tempo: 65_534 });
  const byStake = { incentive: "0, 0", dividends: "0, 0", emission: "1000000000, 0" };
  expectColumns(subnet.epoch(1), byStake);
  subnet.setWeights(1, [[1, 65535]], 1);
  expectColumns(subnet.epoch(1), byStake);
  subnet.setWeights(0, [[1, 65535]], 2);
  subnet.registered[1] = 2;
  subnet.weights[1] = [];
  expectColumns(subnet.epoch(2), byStake);
  subnet.setWeights(0, [[1, 65535]], 3);
  const output = subnet.epoch(3);
  expectColumns(output, { incentive: "0, 65535", dividends: "65535, 0", emission: "500000000, 500000000" });
  expect(rowsOf(output)).toBe("(1,65535)");
});

// yuma.md 9.7
describe("two equal validators that disagree", () => {
  it.each([
    [
      32_767,
      "0, 0, 65535, 65535",
      "0, 0, 32767, 32767",
      "32767, 32767, 0, 0",
      "65535, 65535, 0, 0",
      "250000000, 250000000, 250000000, 250000000",
      "(2,65535) / (3,65535)",
    ],
    [32_768, "0, 0, 0, 0", "0, 0, 0, 0", "0, 0, 0, 0", "0, 0, 0, 0", "500000000, 500000000, 0, 0", "–"],
  ])("at kappa %d", (kappa, consensus, incentive, dividends, validatorTrust, emission, bonds) => {
    const subnet = new Subnet({ stake: [1, 1, 0, 0], kappa });
    subnet.epoch(1);
    subnet.setWeights(0, [[2, 65535]], 2);
    subnet.setWeights(1, [[3, 65535]], 2);
    const output = subnet.epoch(2);
    expectColumns(output, { consensus, incentive, dividends, validatorTrust, emission });
    expect(rowsOf(output)).toBe(bonds);
  });
});

// yuma.md 9.9
it("inactive validators earn from the bonds they have", () => {
  const subnet = new Subnet({ stake: [1, 1, 1, 1], registered: 0, tempo: 1, maxAllowedValidators: 4 });
  const toMiners = [
    [2, 32767],
    [3, 32767],
  ] as const;
  subnet.epoch(0);
  subnet.setWeights(0, toMiners, 1);
  subnet.setWeights(1, toMiners, 1);
  const incentive = "0, 0, 32767, 32767";

  const first = subnet.epoch(1);
  expectColumns(first, {
    active: "1, 1, 1, 1",
    incentive,
    dividends: "32767, 32767, 0, 0",
    emission: "250000000, 250000000, 250000000, 250000000",
  });
  expect(rowsOf(first)).toBe("(2,65535) (3,65535) / (2,65535) (3,65535)");

  subnet.setWeights(0, toMiners, 5002);
  const second = subnet.epoch(5002);
  expectColumns(second, {
    active: "1, 0, 0, 0",
    incentive,
    dividends: "36044, 29490, 0, 0",
    emission: "274999999, 224999999, 250000000, 250000000",
  });
  expect(rowsOf(second)).toBe("(2,65535) (3,65535) / (2,53619) (3,53619)");

  subnet.setWeights(1, toMiners, 5002);
  const third = subnet.epoch(5003);
  expectColumns(third, {
    active: "1, 1, 0, 0",
    incentive,
    dividends: "35716, 29818, 0, 0",
    emission: "272501132, 227498866, 250000000, 250000000",
  });
  expect(rowsOf(third)).toBe("(2,65535) (3,65535) / (2,54712) (3,54712)");
});

// yuma.md 9.10
it("weights on a replaced miner are outdated", () => {
  const subnet = new Subnet({ stake: [1, 1, 1, 1], tempo: 0 });
  const toMiners = [
    [2, 43690],
    [3, 21845],
  ] as const;
  subnet.epoch(1);
  subnet.setWeights(0, toMiners, 2);
  subnet.setWeights(1, toMiners, 2);
  subnet.setWeights(2, [[2, 65535]], 2);
  subnet.setWeights(3, [[3, 65535]], 2);
  const bonds = "(2,65535) (3,65535) / (2,65535) (3,65535)";

  const first = subnet.epoch(2);
  expectColumns(first, {
    consensus: "0, 0, 43689, 21845",
    incentive: "0, 0, 43689, 21845",
    dividends: "32767, 32767, 0, 0",
    validatorTrust: "65534, 65534, 0, 0",
    emission: "250000000, 250000000, 333331637, 166668361",
  });
  expect(rowsOf(first)).toBe(bonds);

  subnet.registered[3] = 2;
  subnet.lastUpdate[3] = 2;
  subnet.stake[3] = 0n;
  subnet.permits[3] = 0;
  subnet.weights[3] = [];
  subnet.setWeights(0, toMiners, 3);
  const second = subnet.epoch(3);
  expectColumns(second, {
    consensus: "0, 0, 43689, 0",
    incentive: "0, 0, 65535, 0",
    dividends: "32767, 32767, 0, 0",
    validatorTrust: "43689, 43689, 0, 0",
    emission: "250000000, 250000000, 500000000, 0",
  });
  expect(rowsOf(second)).toBe(bonds);
});

// yuma.md 9.21
describe("the owner's weight on itself", () => {
  it.each([
    [0, "32767, 32767", "32767, 32767", "250000000, 250000000", "750000000, 250000000", "(0,3276) (1,3276)"],
    [undefined, "0, 65535", "0, 65535", "0, 500000000", "500000000, 500000000", "(1,6553)"],
  ])("with owner UID %s", (ownerUid, consensus, incentive, serverEmission, emission, bonds) => {
    const subnet = new Subnet({
      stake: [5000000000000n, 0n],
      permits: [1, 0],
      lastUpdate: [2, 0],
      yuma3On: true,
      ...(ownerUid === undefined ? {} : { ownerUid }),
    });
    subnet.weights[0] = [
      [0, 32767],
      [1, 32767],
    ];
    const output = subnet.epoch(2);
    expectColumns(output, {
      consensus,
      incentive,
      dividends: "65535, 0",
      serverEmission,
      validatorEmission: "500000000, 0",
      emission,
    });
    expect(rowsOf(output)).toBe(bonds);
  });
});

// yuma.md 9.22
describe("weights committed before a miner registered", () => {
  it.each([
    [36, "0, 65535, 0, 0", "0, 500, 0, 0", "(1,6553)"],
    [37, "0, 32767, 32767, 0", "0, 250, 250, 0", "(1,3276) (2,3276)"],
    [Infinity, "0, 21844, 21844, 21844", "0, 166, 166, 166", "(1,2184) (2,2184) (3,2184)"],
  ])("commit at block %d", (commit, incentive, serverEmission, bonds) => {
    const subnet = new Subnet({
      stake: [10000, 1000, 1000, 1000],
      permits: [1, 0, 0, 0],
      registered: [1, 8, 37, 38],
      lastUpdate: [39, 8, 37, 38],
      commitBlocks: [commit, Infinity, Infinity, Infinity],
      maxAllowedValidators: 1,
      emission: 1000n,
      yuma3On: true,
    });
    subnet.weights[0] = [
      [1, 65535],
      [2, 65535],
      [3, 65535],
    ];
    const output = subnet.epoch(40);
    expectColumns(output, { incentive, serverEmission });
    expect(rowsOf(output)).toBe(bonds);
  });
});
