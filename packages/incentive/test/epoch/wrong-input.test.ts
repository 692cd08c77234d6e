import { describe, expect, it } from "vitest";
import {
  type EpochOutput,
  earliestCommitBlocks,
  inheritedStake,
  mechanismIndex,
  mechanismOfIndex,
  mergeMechanisms,
  pairsOfRow,
  type SparseRows,
  sparseRows,
  splitMechanismEmission,
  totalStakeWeight,
} from "../../src/index.js";
import { type Case, expectRefused, LENGTH, wrong } from "../support/refused.js";

describe("what an epoch is made from", () => {
  const own = { stake: 5n, childProportions: [1n], parents: [{ stake: 1n, proportion: 1n }] };
  const inherit = (changed: object) => inheritedStake({ ...own, ...changed });
  const parent = (changed: object) => inherit({ parents: [own.parents[0], { ...own.parents[0], ...changed }] });
  const commit = { uid: 1, commitEpoch: 5, commitBlock: 50 };
  const commits = (changed: object) =>
    earliestCommitBlocks({
      n: 2,
      currentEpoch: 5,
      revealPeriodEpochs: 1,
      hashCommits: new Map(),
      timelockedCommits: [],
      ...changed,
    });
  const timelocked = (changed: object) => commits({ timelockedCommits: [commit, { ...commit, ...changed }] });
  const hashed = (uid: number, changed: object = {}) =>
    commits({ hashCommits: new Map([[uid, [commit, { ...commit, ...changed }]]]) });
  const row = (offsets: number[], index = 0, uids = [0, 1], values = uids) =>
    pairsOfRow(wrong<SparseRows>({ offsets, uids, values }), index);

  it.each<Case>([
    ["a negative stake", () => inherit({ stake: -1n }), { argument: "stake", value: "-1" }],
    ["a stake in floats", () => inherit({ stake: 5 }), { argument: "stake", value: "5" }],
    ["a stake of 2^64", () => inherit({ stake: 1n << 64n }), { argument: "stake" }],
    [
      "a negative gift to a child",
      () => inherit({ childProportions: [0n, -1n] }),
      { argument: "childProportions", index: 1, value: "-1" },
    ],
    ["a gift in floats", () => inherit({ childProportions: [0.5] }), { argument: "childProportions", index: 0 }],
    ["a parent in debt", () => parent({ stake: -2n }), { argument: "parents[1].stake", value: "-2" }],
    ["half of a parent", () => parent({ proportion: 0.5 }), { argument: "parents[1].proportion", value: "0.5" }],
    ["a parent without proportion", () => parent({ proportion: undefined }), { argument: "parents[1].proportion" }],
    ["negative alpha", () => totalStakeWeight(-1n, 0n, 0n), { argument: "alphaStake", value: "-1" }],
    ["root stake in floats", () => totalStakeWeight(0n, wrong(1.5), 0n), { argument: "rootStake", value: "1.5" }],
    ["a TAO weight of 2^64", () => totalStakeWeight(0n, 0n, 1n << 64n), { argument: "taoWeight" }],

    ["commits for n below 0", () => commits({ n: -1 }), { argument: "n", value: "-1" }],
    ["an epoch that is NaN", () => commits({ currentEpoch: Number.NaN }), { argument: "currentEpoch", value: "NaN" }],
    ["half a reveal period", () => commits({ revealPeriodEpochs: 0.5 }), { argument: "revealPeriodEpochs" }],
    ["a commit of UID -1", () => hashed(-1), { argument: "hashCommits(-1).uid", value: "-1" }],
    ["a commit of half a UID", () => hashed(0.5), { argument: "hashCommits(0.5).uid", value: "0.5" }],
    ["a commit in epoch -1", () => hashed(1, { commitEpoch: -1 }), { argument: "hashCommits(1)[1].commitEpoch" }],
    [
      "a commit in no block",
      () => hashed(1, { commitBlock: Number.NaN }),
      { argument: "hashCommits(1)[1].commitBlock", value: "NaN" },
    ],
    ["a lock of UID -1", () => timelocked({ uid: -1 }), { argument: "timelockedCommits[1].uid", value: "-1" }],
    ["a lock of half a UID", () => timelocked({ uid: 0.5 }), { argument: "timelockedCommits[1].uid", value: "0.5" }],
    ["a lock of UID 65536", () => timelocked({ uid: 65_536 }), { argument: "timelockedCommits[1].uid" }],
    [
      "a lock in half a block",
      () => timelocked({ commitBlock: 0.5 }),
      { argument: "timelockedCommits[1].commitBlock" },
    ],

    [
      "a UID of -1",
      () =>
        sparseRows([
          undefined,
          [
            [0, 1],
            [-1, 0],
          ],
        ]),
      { argument: "rows[1][1].uid", value: "-1" },
    ],
    ["a value of 65536", () => sparseRows([[], [], [[0, 65_536]]]), { argument: "rows[2][0].value", value: "65536" }],
    ["a fraction for a value", () => sparseRows([[[0, 0.5]]]), { argument: "rows[0][0].value", value: "0.5" }],
    ["dense rows", () => sparseRows(wrong([[7, 8]])), { argument: "rows[0][0].uid", value: "undefined" }],
    ["a row with a hole", () => sparseRows([wrong([[0, 1], undefined])]), { argument: "rows[0][1].uid" }],
    ["row -1", () => row([0, 2], -1), { argument: "index", value: "-1" }],
    ["row one and a half", () => row([0, 2], 1.5), { argument: "index", value: "1.5" }],
    ["a row that begins beyond", () => row([3, 3]), { argument: "rows.offsets", index: 0, value: "3" }],
    ["a row that goes back", () => row([0, 2, 1], 1), { argument: "rows.offsets", index: 2, value: "1" }],
    ["a row that ends beyond", () => row([0, 3]), { argument: "rows.offsets", index: 1, value: "3" }],
    ["a UID without value", () => row([0, 2], 0, [0, 1], [5]), { code: LENGTH, argument: "rows.values", length: 1 }],
  ])("refuses %s", (...refused) => expectRefused(refused));

  it("leaves out commits of UIDs from n on, and rows past the end", () => {
    expect([...timelocked({ uid: 2 })]).toEqual([Infinity, 50]);
    expect([...hashed(65_535)]).toEqual([Infinity, Infinity]);
    expect(row([0, 2], 1)).toEqual([]);
    expect(row([0, 2], 70_000)).toEqual([]);
    expect(row([])).toEqual([]);
  });

  it("takes a row that was never set for an empty one", () => {
    const rows: [number, number][][] = [];
    rows[0] = [[1, 2]];
    rows[2] = [[3, 4]];
    const packed = sparseRows(rows);
    expect(sparseRows(wrong([rows[0], null, rows[2]]))).toEqual(packed);
    expect([0, 1, 2].map((index) => pairsOfRow(packed, index))).toEqual([[[1, 2]], [], [[3, 4]]]);
  });
});

describe("mechanisms", () => {
  const n = 2;
  const output: EpochOutput = {
    active: new Uint8Array(n),
    validatorPermit: new Uint8Array(n),
    stakeWeight: new Uint16Array(n),
    consensus: new Uint16Array(n),
    incentive: new Uint16Array(n),
    dividends: new Uint16Array(n),
    validatorTrust: new Uint16Array(n),
    emission: new BigUint64Array(n),
    serverEmission: new BigUint64Array(n),
    validatorEmission: new BigUint64Array(n),
    bonds: sparseRows([]),
  };
  const merge = (changed: object, parts: unknown = [1n, 1n]) =>
    mergeMechanisms([output, { ...output, ...changed }], wrong(parts));
  const columns = Object.keys(output).filter((name) => name !== "incentive" && name !== "bonds");

  it.each<Case>([
    ["a negative netuid", () => mechanismIndex(-1, 0), { argument: "netuid", value: "-1" }],
    ["half a netuid", () => mechanismIndex(0.5, 0), { argument: "netuid" }],
    ["a netuid of 65536", () => mechanismIndex(65_536, 0), { argument: "netuid" }],
    ["a negative mechanism", () => mechanismIndex(1, -1), { argument: "mechanism", value: "-1" }],
    ["half a mechanism", () => mechanismIndex(1, 1.5), { argument: "mechanism" }],
    ["a mechanism of 256", () => mechanismIndex(1, 256), { argument: "mechanism", value: "256" }],
    ["a mechanism that is NaN", () => mechanismIndex(1, Number.NaN), { argument: "mechanism", value: "NaN" }],
    ["a mechanism in bigint", () => mechanismIndex(1, wrong(1n)), { argument: "mechanism", value: "1" }],
    ["a negative index", () => mechanismOfIndex(-1), { argument: "index", value: "-1" }],
    ["half an index", () => mechanismOfIndex(4096.5), { argument: "index" }],
    ["an index of 65536", () => mechanismOfIndex(65_536), { argument: "index", value: "65536" }],

    ["a negative emission", () => splitMechanismEmission(-1n, 2), { argument: "emission", value: "-1" }],
    ["an emission in floats", () => splitMechanismEmission(wrong(1.5), 2), { argument: "emission", value: "1.5" }],
    ["an emission of 2^64", () => splitMechanismEmission(1n << 64n, 2), { argument: "emission" }],
    ["no mechanism", () => splitMechanismEmission(1n, 0), { argument: "count", value: "0" }],
    ["half a mechanism more", () => splitMechanismEmission(1n, 1.5), { argument: "count" }],
    ["256 mechanisms", () => splitMechanismEmission(1n, 256), { argument: "count", value: "256" }],
    ["a fraction for a part", () => splitMechanismEmission(1n, 2, [1, 0.5]), { argument: "split", index: 1 }],
    ["a negative part", () => splitMechanismEmission(1n, 2, [-1]), { argument: "split", index: 0, value: "-1" }],
    ["a part of 65536", () => splitMechanismEmission(1n, 2, [0, 65_536]), { argument: "split", index: 1 }],
    ["a part in bigint", () => splitMechanismEmission(1n, 2, wrong([0, 1n])), { argument: "split", index: 1 }],
    [
      "parts that leave the first less than nothing",
      () => splitMechanismEmission(10n, 3, [0, 65_535, 65_535]),
      { argument: "split", value: "0 + 65535 + 65535" },
    ],

    ["a part too few", () => merge({}, [1n]), { code: LENGTH, argument: "parts", length: 1 }],
    ["a merge of negative parts", () => merge({}, [1n, -1n]), { argument: "parts", index: 1, value: "-1" }],
    ["a merge of parts in floats", () => merge({}, [0.5, 1n]), { argument: "parts", index: 0, value: "0.5" }],
    ...columns.map(
      (name): Case => [
        `another n in ${name}`,
        () => merge({ [name]: new Uint8Array(3) }),
        { code: LENGTH, argument: `outputs[1].${name}`, length: 3 },
      ],
    ),
    ["a flag of 2", () => merge({ active: [0, 2] }), { argument: "outputs[1].active", index: 1, value: "2" }],
    ["a negative consensus", () => merge({ consensus: [0, -1] }), { argument: "outputs[1].consensus", index: 1 }],
    [
      "an emission per UID in floats",
      () => merge({ emission: [0n, 1] }),
      { argument: "outputs[1].emission", index: 1 },
    ],
  ])("refuse %s", (...refused) => expectRefused(refused));

  it("go as far as storage does", () => {
    expect(mechanismIndex(65_535, 255)).toBe(65_535);
    expect(mechanismOfIndex(0)).toEqual({ netuid: 0, mechanism: 0 });
    expect(splitMechanismEmission(255n, 255)).toHaveLength(255);
    expect(splitMechanismEmission((1n << 64n) - 1n, 1)).toEqual([(1n << 64n) - 1n]);
    expect(mergeMechanisms([], []).emission).toHaveLength(0);
  });
});
