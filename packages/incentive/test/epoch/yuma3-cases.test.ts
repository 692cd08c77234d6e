import { describe, expect, it } from "vitest";
import type { UidPairs } from "../../src/index.js";
import { numbers, rowsOf, type Subnet } from "../support/subnet.js";
import { bondsTo, vote, yuma3Subnet } from "../support/yuma3.js";

// yuma.md 9.17
describe("Yuma3 bonds with a stable third miner", () => {
  const ballots: Record<string, UidPairs> = {
    "13": [
      [3, 32767],
      [4, 0],
      [5, 32767],
    ],
    "23": [
      [3, 0],
      [4, 32767],
      [5, 32767],
    ],
  };
  const subnet = yuma3Subnet({ stake: [8, 1, 1, 0, 0, 0] });

  it.each(
    [
      "13 13 13 | 3320,0,3320 3320,0,3320 3320,0,3320 | 52428,6553,6553 | 32767,0,32767 | 250000000,0,250000000 | 400000000,49999999,49999999",
      "13 23 13 | 6303,0,6303 2980,6553,6303 6303,0,6303 | 53911,4884,6738 | 31042,0,34492 | 236842105,0,263157894 | 411317889,37267374,51414735",
      "23 23 13 | 5650,3320,8984 2675,9209,8984 11595,0,8984 | 50789,11044,3700 | 0,31042,34492 | 0,236842105,263157894 | 387497383,84267565,28235050",
      "23 23 23 | 5067,6303,11394 2402,11596,11394 10347,3320,11394 | 51538,8990,5005 | 0,32767,32767 | 0,250000000,250000000 | 393213910,68596697,38189391",
      "- | 4545,8984,13559 2157,13741,13559 9246,6303,13559 | 51851,8133,5550 | 0,32767,32767 | 0,250000000,250000000 | 395599268,62054384,42346346",
      "- | 4078,11394,15505 1937,15668,15505 8271,8984,15505 | 52013,7688,5832 | 0,32767,32767 | 0,250000000,250000000 | 396837428,58663177,44499394",
    ].map((line, epoch) => ({ epoch, cells: line.split(" | ") })),
  )("epoch $epoch", ({ epoch, cells }) => {
    const [votes, bonds, dividends, incentive, serverEmission, validatorEmission] = cells;
    vote(subnet, epoch, votes!.split(" "), ballots);
    const output = subnet.epoch(3 + epoch);
    expect(bondsTo(subnet, [3, 4, 5])).toBe(bonds);
    expect(output.dividends.slice(0, 3).join(",")).toBe(dividends);
    expect(output.incentive.slice(3).join(",")).toBe(incentive);
    expect(output.serverEmission.slice(3).join(",")).toBe(serverEmission);
    expect(output.validatorEmission.slice(0, 3).join(",")).toBe(validatorEmission);
    const supported = incentive!.split(",").map((value) => (value === "0" ? 0 : 32767));
    expect([...output.consensus.slice(3)]).toEqual(supported);
    const trust: Record<number, number[]> = { 1: [65535, 32767, 65535], 2: [65535, 65535, 32767] };
    expect([...output.validatorTrust.slice(0, 3)]).toEqual(trust[epoch] ?? [65535, 65535, 65535]);
  });
});

// yuma.md 9.17, last paragraph
it("equal alpha values give the bonds of a constant rate within 0.001", () => {
  const liquid = yuma3Subnet({ alphaValues: [6553, 6553] });
  const constant = yuma3Subnet({ liquidAlphaOn: false, bondsMovingAverage: 900_000n });
  for (const [epoch, votes] of ["1 1 1", "2 1 1", "2 2 1", "2 2 2"].entries()) {
    const [first, second] = [liquid, constant].map((subnet) => {
      vote(subnet, epoch, votes.split(" "));
      subnet.epoch(3 + epoch);
      return bondsTo(subnet, [3, 4]).split(/[ ,]/).map(Number);
    });
    expect(first!.every((bond, index) => Math.abs(bond - second![index]!) / 65_535 < 0.001)).toBe(true);
  }
});

// yuma.md 9.18 (a)
describe("rows without explicit zeros", () => {
  const single: Record<string, UidPairs> = { "1": [[3, 65535]], "2": [[4, 65535]] };
  const votes = ["1 1 1", "2 1 1", "2 2 1", "2 2 2"];

  it.each([
    {
      liquidAlphaOn: true,
      rows: [
        "(3,6640) / (3,6640) / (3,6640)",
        "(4,6640) / (3,24229) / (3,24229)",
        "(4,12607) / (4,6640) / (3,36565)",
        "(4,17970) / (4,12607) / (4,6640)",
      ],
      dividends: ["52428,6553,6553", "65535,0,0", "61486,4048,0", "57796,5068,2669"],
    },
    {
      liquidAlphaOn: false,
      rows: [
        "(3,1638) / (3,1638) / (3,1638)",
        "(3,1597) (4,1638) / (3,3235) / (3,3235)",
        "(3,1557) (4,3235) / (3,3154) (4,1638) / (3,4792)",
        "(3,1518) (4,4792) / (3,3075) (4,3235) / (3,4672) (4,1638)",
      ],
      dividends: ["52428,6553,6553", "65535,0,0", "61633,3901,0", "58143,4906,2484"],
    },
  ])("liquid alpha $liquidAlphaOn", ({ liquidAlphaOn, rows, dividends }) => {
    const subnet = yuma3Subnet({ liquidAlphaOn });
    votes.forEach((ballots, epoch) => {
      vote(subnet, epoch, ballots.split(" "), single);
      const output = subnet.epoch(3 + epoch);
      expect(rowsOf(output)).toBe(rows[epoch]);
      expect(output.dividends.slice(0, 3).join(",")).toBe(dividends[epoch]);
    });
  });
});

// yuma.md 9.18 (b)
describe("the order of a row", () => {
  const submitAll = (subnet: Subnet, pairs: UidPairs, block: number) => {
    for (const uid of [0, 1, 2]) subnet.setWeights(uid, pairs, block);
  };
  const ascending: UidPairs = [
    [3, 16384],
    [4, 65535],
  ];

  it.each([
    [ascending, 0, "(3,5306) (4,7301)"],
    [ascending.toReversed(), 0, "(4,7301) (3,5317)"],
    [ascending.toReversed(), 32_767, "(3,5306) (4,7301)"],
  ])("%j at a penalty of %d", (pairs, bondsPenalty, row) => {
    const subnet = yuma3Subnet({ bondsPenalty });
    submitAll(
      subnet,
      [
        [3, 65535],
        [4, 32768],
      ],
      2,
    );
    subnet.epoch(3);
    submitAll(subnet, pairs, 3);
    const output = subnet.epoch(4);
    expect(rowsOf(output)).toBe(`${row} / ${row} / ${row}`);
    expect([...output.incentive.slice(3)]).toEqual([13107, 52427]);
    expect([...output.dividends.slice(0, 3)]).toEqual([52428, 6553, 6553]);
  });
});

// yuma.md 9.19: 41 epochs, bonds to the first miner deleted before epoch 20.
it("Yuma3 bonds after a reset", () => {
  const expected = new Map(
    `
      0 | 6640,0 6640,0 6640,0 | 52428,6553,6553 | 400000000,49999999,49999999
      1 | 12607,0 5951,19572 5951,19572 | 58617,3458,3458 | 447219804,26390097,26390097
      2 | 11235,6640 5336,24229 5336,24229 | 34272,15631,15631 | 261485085,119257456,119257456
      3 | 10030,12607 4786,28414 4786,28414 | 41917,11808,11808 | 319809927,90095036,90095036
      10 | 4641,40478 2246,47960 2246,47960 | 50558,7488,7488 | 385739399,57130300,57130300
      19 | 1757,55953 852,58813 852,58813 | 51897,6818,6818 | 395951612,52024193,52024193
      20 | 0,56923 0,59494 0,59494 | 51958,6788,6788 | 396420218,51789890,51789890
      21 | 0,57795 19572,41844 19572,41844 | 55491,5021,5021 | 423369439,38315280,38315280
      22 | 6640,40705 24229,30966 24229,30966 | 34272,15631,15631 | 261485085,119257456,119257456
      30 | 40478,11385 47960,10255 47960,10255 | 50558,7488,7488 | 385739399,57130300,57130300
      40 | 56923,3784 59494,3425 59494,3425 | 51958,6788,6788 | 396420218,51789890,51789890
    `
      .trim()
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map(([epoch, ...cells]) => [Number(epoch), cells]),
  );
  const schedule = (epoch: number): string => {
    if (epoch === 1) return "1 2 2";
    if (epoch === 21) return "2 1 1";
    return epoch >= 2 && epoch <= 20 ? "2 2 2" : "1 1 1";
  };
  const subnet = yuma3Subnet();
  for (let epoch = 0; epoch <= 40; epoch += 1) {
    vote(subnet, epoch, schedule(epoch).split(" "));
    if (epoch === 20) subnet.bonds = subnet.bonds.map((row) => row.filter(([miner]) => miner !== 3));
    const output = subnet.epoch(3 + epoch);
    const [bonds, dividends, validatorEmission] = expected.get(epoch) ?? [];
    if (bonds === undefined) continue;
    expect(bondsTo(subnet, [3, 4]), `bonds of epoch ${epoch}`).toBe(bonds);
    expect([...output.dividends.slice(0, 3)]).toEqual(numbers(dividends!));
    expect(output.validatorEmission.slice(0, 3).join(",")).toBe(validatorEmission);
  }
  expect(expected.size).toBe(11);
});
