import { describe, expect, it } from "vitest";
import { pairsOfRow, type UidPairs } from "../../src/index.js";
import { bigints, numbers, Subnet } from "../support/subnet.js";

interface Epoch {
  readonly block: number;
  /** New weights by UID. */
  readonly change: Record<number, UidPairs>;
  readonly miners: string;
  readonly incentive: string;
  readonly dividends: string;
  readonly emission: string;
  readonly trust: string;
  /** Bonds of validators 0–3 to miners 4, 5, 6, and to miner 7. */
  readonly bonds: string;
  readonly bondsToLast: string;
}

const spread: UidPairs = [
  [4, 16383],
  [5, 32767],
  [6, 49149],
  [7, 65535],
];
const self = (uid: number): UidPairs => [[uid, 65535]];
const shared = "6553, 13107, 19660, 26214";
const minerEmission = "49998779, 100000610, 149996337, 200004272";
const all = "16383, 32767, 49151, 65535";

// yuma.md 9.11
const epochs: Epoch[] = [
  {
    block: 2,
    change: { 0: spread, 1: spread, 2: spread, 3: spread },
    miners: shared,
    incentive: shared,
    dividends: "6553, 13106, 19660, 26214",
    emission: `49999998, 99999999, 150000000, 200000001, ${minerEmission}`,
    trust: "65534, 65534, 65534, 65534",
    bonds: all,
    bondsToLast: all,
  },
  {
    block: 3,
    change: { 0: self(0) },
    miners: shared,
    incentive: shared,
    dividends: "5897, 13252, 19879, 26505",
    emission: `44998351, 101110561, 151667215, 202223870, ${minerEmission}`,
    trust: "0, 65534, 65534, 65534",
    bonds: "14582, 32767, 49151, 65535",
    bondsToLast: "14582, 32767, 49151, 65535",
  },
  {
    block: 4,
    change: { 1: self(1) },
    miners: shared,
    incentive: shared,
    dividends: "5307, 11927, 20699, 27599",
    emission: `40496805, 90999783, 157929636, 210573773, ${minerEmission}`,
    trust: "0, 0, 65534, 65534",
    bonds: "12603, 28321, 49151, 65535",
    bondsToLast: "12603, 28321, 49151, 65535",
  },
  {
    block: 5,
    change: { 2: self(2) },
    miners: "0, 0, 0, 0",
    incentive: "0, 0, 0, 0",
    dividends: "0, 0, 0, 0",
    emission: "99999999, 199999999, 299999999, 399999999, 0, 0, 0, 0",
    trust: "0, 0, 0, 0",
    bonds: "12602, 28320, 49150, 65535",
    bondsToLast: "12602, 28320, 49150, 65535",
  },
  {
    block: 6,
    change: { 2: [[7, 65535]] },
    miners: "0, 0, 0, 26214",
    incentive: "0, 0, 0, 65535",
    dividends: "4776, 10734, 21438, 28585",
    emission: "36443733, 81898628, 163565493, 218092144, 0, 0, 0, 500000000",
    trust: "0, 0, 26214, 26214",
    bonds: "12601, 28319, 49149, 65535",
    bondsToLast: "10951, 24609, 49150, 65535",
  },
  {
    block: 7,
    change: {},
    miners: "0, 0, 0, 26214",
    incentive: "0, 0, 0, 65535",
    dividends: "4299, 9660, 22103, 29471",
    emission: "32799427, 73706612, 168638129, 224855830, 0, 0, 0, 500000000",
    trust: "0, 0, 26214, 26214",
    bonds: "12600, 28318, 49148, 65535",
    bondsToLast: "9559, 21482, 49150, 65535",
  },
  {
    block: 8,
    change: {},
    miners: "0, 0, 0, 26214",
    incentive: "0, 0, 0, 65535",
    dividends: "3868, 8694, 22701, 30269",
    emission: "29518068, 66336137, 173203134, 230942659, 0, 0, 0, 500000000",
    trust: "0, 0, 26214, 26214",
    bonds: "12599, 28317, 49147, 65535",
    bondsToLast: "8376, 18824, 49150, 65535",
  },
  {
    block: 9,
    change: {},
    miners: "0, 0, 0, 26214",
    incentive: "0, 0, 0, 65535",
    dividends: "3481, 7825, 23240, 30987",
    emission: "26565175, 59701871, 177311856, 236421095, 0, 0, 0, 500000000",
    trust: "0, 0, 26214, 26214",
    bonds: "12598, 28316, 49146, 65535",
    bondsToLast: "7363, 16549, 49150, 65535",
  },
];

describe("Yuma2 bonds over eight epochs", () => {
  const subnet = new Subnet({ stake: [1, 2, 3, 4, 0, 0, 0, 0], tempo: 1, maxAllowedValidators: 8 });
  subnet.epoch(1);

  it.each(epochs)("block $block", ({ block, change, ...expected }) => {
    for (const [uid, pairs] of Object.entries(change)) subnet.setWeights(Number(uid), pairs, block);
    const output = subnet.epoch(block);
    expect([...output.consensus.slice(4)]).toEqual(numbers(expected.miners));
    expect([...output.incentive.slice(4)]).toEqual(numbers(expected.incentive));
    expect([...output.dividends.slice(0, 4)]).toEqual(numbers(expected.dividends));
    expect([...output.emission]).toEqual(bigints(expected.emission));
    expect([...output.validatorTrust.slice(0, 4)]).toEqual(numbers(expected.trust));
    const bondsTo = (miner: number) =>
      [0, 1, 2, 3].map((uid) => pairsOfRow(output.bonds, uid).find(([target]) => target === miner)?.[1]);
    for (const miner of [4, 5, 6]) expect(bondsTo(miner)).toEqual(numbers(expected.bonds));
    expect(bondsTo(7)).toEqual(numbers(expected.bondsToLast));
  });
});
