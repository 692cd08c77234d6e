import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EpochChange, type Scenario, type SimulatedSubnet, simulate, type WeightRow } from "../../src/index.js";

const TAO = 10n ** 9n;
const stakes = (...values: bigint[]): SimulatedSubnet => ({ alphaStake: values.map((value) => value * TAO) });
const first: WeightRow = [[3, 1]];
const second: WeightRow = [[4, 1]];

/** Three validators that agree on miner 3. */
const agreed: EpochChange = { weights: { 0: first, 1: first, 2: first } };

describe("simulate", () => {
  it("lays its columns out epoch after epoch", () => {
    const run = simulate(stakes(8n, 1n, 1n, 0n, 0n), { epochs: 3, changes: { 0: agreed } });
    expect([run.epochs, run.n, [...run.blocks]]).toEqual([3, 5, [362, 722, 1082]]);
    expect(run.incentive.values).toBeInstanceOf(Uint16Array);
    expect(run.incentive.values).toHaveLength(15);
    expect([...run.incentive.ofEpoch(1)]).toEqual([0, 0, 0, 65_535, 0]);
    expect([...run.incentive.ofUid(3)]).toEqual([65_535, 65_535, 65_535]);
    expect(run.validatorEmission.at(2, 0)).toBe(400_000_000n);
    expect([...run.bond(0, 3)]).toEqual([6553, 12_451, 17_759]);
    expect([...run.bond(3, 0)]).toEqual([0, 0, 0]);
  });

  it("is one run however it is cut into parts", () => {
    const votes = fc.constantFrom<WeightRow>(first, second, [0, 0, 0, 30, 70]);
    const epochs = fc.array(fc.tuple(votes, votes, votes), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(epochs, fc.nat(5), fc.boolean(), (rows, at, yuma3On) => {
        const cut = Math.min(at, rows.length);
        const changesOf = (part: typeof rows) => Object.fromEntries(part.map((weights, epoch) => [epoch, { weights }]));
        const subnet = { ...stakes(5n, 3n, 2n, 0n, 0n), hyperparameters: { yuma3On, tempo: 20 } };
        const rest = { reinvest: "everybody" } as const;
        const whole = simulate(subnet, { epochs: rows.length, changes: changesOf(rows), ...rest });
        const begun = simulate(subnet, { epochs: cut, changes: changesOf(rows.slice(0, cut)), ...rest });
        const ended = simulate(begun.final, {
          epochs: rows.length - cut,
          changes: changesOf(rows.slice(cut)),
          ...rest,
        });
        expect(ended.final).toEqual(whole.final);
        expect([...begun.dividends.values, ...ended.dividends.values]).toEqual([...whole.dividends.values]);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves the subnet that it is given as it is", () => {
    const subnet = Object.freeze({ alphaStake: Object.freeze([5n, 0n]), rootStake: Object.freeze([0n, 0n]) });
    simulate(subnet, {
      epochs: 2,
      changes: { 0: { weights: { 0: [[1, 1]] }, alphaStake: { 1: 7n } } },
      reinvest: "everybody",
    });
    expect(subnet).toEqual({ alphaStake: [5n, 0n], rootStake: [0n, 0n] });
  });

  it("makes stake of what is paid, rao for rao", () => {
    const base: Scenario = { epochs: 4, changes: { 0: agreed }, emission: (epoch) => BigInt(epoch + 1) * TAO };
    for (const [reinvest, pays] of [
      ["nobody", []],
      ["validators", ["validatorEmission"]],
      ["everybody", ["validatorEmission", "serverEmission"]],
    ] as const) {
      const run = simulate(stakes(8n, 1n, 1n, 0n, 0n), { ...base, reinvest });
      for (const uid of [0, 1, 3]) {
        const paid = pays.flatMap((name) => [...run[name].ofUid(uid)]).reduce((a, b) => a + b, 0n);
        expect(run.final.alphaStake[uid]).toBe(run.alphaStake.at(0, uid) + paid);
      }
    }
  });

  it("lets a strategy decide from the last result: a copier of the consensus earns what the others do", () => {
    const run = simulate(stakes(5n, 3n, 2n, 0n, 0n), {
      epochs: 6,
      changes: ({ previous, epoch }) => ({
        weights: { 0: first, 1: first, ...(previous && epoch > 2 ? { 2: previous.consensus } : { 2: first }) },
      }),
    });
    expect([...run.dividends.ofUid(2)]).toEqual(Array(6).fill(13_106));
  });

  it("keeps validators active only while they set weights", () => {
    const once: Scenario = { epochs: 20, changes: { 0: agreed } };
    const subnet = { ...stakes(8n, 1n, 1n, 0n, 0n), hyperparameters: { activityCutoffFactorMilli: 2000 } };
    expect(simulate(subnet, once).active.at(19, 0)).toBe(1);
    expect([...simulate(subnet, { ...once, resubmit: false }).active.ofUid(0)].slice(0, 4)).toEqual([1, 1, 0, 0]);
  });

  it("changes hyperparameters for good, and the tempo from the next epoch on", () => {
    const run = simulate(stakes(8n, 1n, 1n, 0n, 0n), {
      epochs: 3,
      changes: { 0: agreed, 1: { hyperparameters: { tempo: 100, bondsMovingAverage: 0n } } },
    });
    expect([...run.blocks]).toEqual([362, 462, 562]);
    expect([...run.bond(0, 3)]).toEqual([6553, 65_535, 65_535]);
    expect(run.final.hyperparameters).toMatchObject({ tempo: 100, bondsMovingAverage: 0n, kappa: 32_767 });
  });

  it("replaces a miner as a registration does", () => {
    const run = simulate(stakes(8n, 1n, 1n, 0n, 0n), {
      epochs: 4,
      changes: { 0: { weights: { 0: [0, 0, 0, 1, 1], 1: first, 2: first } }, 2: { register: [3] } },
    });
    expect(run.incentive.ofEpoch(1)[3]).toBeGreaterThan(0);
    expect([...run.incentive.ofEpoch(2)]).toEqual([0, 0, 0, 0, 65_535]);
    expect(run.final.blockAtRegistration).toEqual([1, 1, 1, 723, 1]);
    expect([...run.bond(1, 3)].slice(2)).toEqual([0, 0]);
    const gone = simulate(stakes(8n, 1n, 1n, 0n, 0n), { epochs: 2, changes: { 0: agreed, 1: { register: [0] } } });
    expect(gone.validatorPermit.at(1, 0)).toBe(0);
    expect([...gone.dividends.ofEpoch(1)]).toEqual([0, 32_767, 32_767, 0, 0]);
  });

  it("reveals commits after their period", () => {
    const run = (revealPeriodEpochs?: number) =>
      simulate(stakes(8n, 1n, 1n, 0n, 0n), {
        epochs: 5,
        changes: { 0: agreed },
        ...(revealPeriodEpochs === undefined ? {} : { revealPeriodEpochs }),
      }).incentive.ofUid(3);
    expect([...run(1)]).toEqual([...run()]);
    expect([...run(3)]).toEqual([0, 0, 65_535, 65_535, 65_535]);
  });

  // The reveal of epoch 2 brings weights from before the registration; an older commit than it still waits.
  it("hides weights from a miner that registered after a commit that waits", () => {
    const scenario: Scenario = { epochs: 4, changes: { 0: agreed, 2: { register: [3] } }, revealPeriodEpochs: 3 };
    expect([...simulate(stakes(8n, 1n, 1n, 0n, 0n), scenario).incentive.ofUid(3)]).toEqual([0, 0, 0, 65_535]);
  });

  it("runs no epoch, and a subnet without UIDs", () => {
    expect(simulate({ alphaStake: [1n] }, { epochs: 0 }).bonds).toEqual([]);
    expect(simulate({ alphaStake: [] }, { epochs: 2 }).incentive.values).toHaveLength(0);
  });
});

describe("wrong input of simulate", () => {
  const subnet = stakes(8n, 1n, 1n, 0n, 0n);
  const change = (changed: object): Scenario => ({ epochs: 4, changes: { 3: changed as EpochChange } });

  it.each<[string, object, object, Record<string, unknown>]>([
    ["no whole number of epochs", {}, { epochs: 1.5 }, { code: "incentive/out_of_range", argument: "epochs" }],
    ["NaN epochs", {}, { epochs: Number.NaN }, { code: "incentive/out_of_range", argument: "epochs" }],
    ["too many epochs", {}, { epochs: 1e9 }, { code: "incentive/out_of_range", argument: "epochs" }],
    ["a misspelt field", {}, { epochs: 1, change: {} }, { code: "incentive/unknown_field", field: "change" }],
    ["a misspelt subnet field", { stake: [] }, { epochs: 1 }, { code: "incentive/unknown_field", field: "stake" }],
    [
      "an unknown hyperparameter",
      { hyperparameters: { rho: 1 } },
      { epochs: 1 },
      { code: "incentive/unknown_field", field: "rho" },
    ],
    ["a negative stake", { alphaStake: [1n, -1n] }, { epochs: 1 }, { argument: "alphaStake", index: 1, value: "-1" }],
    [
      "a stake that is a number",
      { alphaStake: [1n, 5] },
      { epochs: 1 },
      { argument: "alphaStake", index: 1, value: "5" },
    ],
    [
      "root stakes of another length",
      { rootStake: [0n] },
      { epochs: 1 },
      { code: "incentive/length_mismatch", argument: "rootStake" },
    ],
    [
      "a block that is NaN",
      { lastUpdate: [0, 0, Number.NaN, 0, 0] },
      { epochs: 1 },
      { argument: "lastUpdate", index: 2 },
    ],
    ["an owner beyond n", { ownerUid: 5 }, { epochs: 1 }, { argument: "ownerUid", value: "5" }],
    [
      "a tempo of 0",
      { hyperparameters: { tempo: 0 } },
      { epochs: 1 },
      { argument: "hyperparameters.tempo", value: "0" },
    ],
    [
      "a kappa that is no u16",
      { hyperparameters: { kappa: 65_536 } },
      { epochs: 1 },
      { argument: "hyperparameters.kappa" },
    ],
    [
      "ragged bonds",
      { bonds: { offsets: Uint32Array.of(0, 2, 1), uids: new Uint16Array(2), values: new Uint16Array(2) } },
      { epochs: 1 },
      { argument: "bonds.offsets", index: 2 },
    ],
    [
      "bonds of two lengths",
      { bonds: { offsets: Uint32Array.of(0), uids: new Uint16Array(2), values: new Uint16Array(1) } },
      { epochs: 1 },
      { code: "incentive/length_mismatch", argument: "bonds.values" },
    ],
    ["a change after the end", {}, { epochs: 2, changes: { 2: {} } }, { argument: "an epoch of changes", value: "2" }],
    ["a negative emission", {}, { epochs: 1, emission: -1n }, { argument: "emission" }],
    [
      "an emission that turns negative",
      {},
      { epochs: 2, emission: (epoch: number) => -BigInt(epoch) },
      { argument: "emission", index: 1 },
    ],
    ["an emission in floats", {}, { epochs: 1, emission: 1e9 }, { argument: "emission" }],
    ["an unknown reinvest", {}, { epochs: 1, reinvest: "all" }, { argument: "reinvest" }],
    ["no reveal period", {}, { epochs: 1, revealPeriodEpochs: 0 }, { argument: "revealPeriodEpochs" }],
    [
      "a misspelt change",
      {},
      change({ weight: {} }),
      { code: "incentive/unknown_field", argument: "changes[3]", field: "weight" },
    ],
    [
      "a dense row that is ragged",
      {},
      change({ weights: { 1: [0, 1] } }),
      { code: "incentive/length_mismatch", argument: "changes[3].weights[1]", length: 2 },
    ],
    [
      "a weight for a UID beyond n",
      {},
      change({
        weights: {
          1: [
            [3, 1],
            [5, 1],
          ],
        },
      }),
      { argument: "changes[3].weights[1][1].uid", value: "5" },
    ],
    [
      "a weight for half a UID",
      {},
      change({ weights: { 1: [[0.5, 1]] } }),
      { argument: "changes[3].weights[1][0].uid" },
    ],
    ["a negative weight", {}, change({ weights: { 1: [[3, -1]] } }), { argument: "changes[3].weights[1][0].value" }],
    [
      "a fraction as a weight",
      {},
      change({ weights: { 1: [0, 0, 0, 0.5, 0.5] } }),
      { argument: "changes[3].weights[1][3].value" },
    ],
    [
      "the same UID twice",
      {},
      change({
        weights: {
          1: [
            [3, 1],
            [3, 1],
          ],
        },
      }),
      { code: "incentive/DuplicateUids" },
    ],
    [
      "weights by a UID beyond n",
      {},
      change({ weights: { 5: [] } }),
      { argument: "a UID of changes[3].weights", value: "5" },
    ],
    [
      "a stake that is negative",
      {},
      change({ alphaStake: { 1: -5n } }),
      { argument: "changes[3].alphaStake", index: 1 },
    ],
    [
      "a registration beyond n",
      {},
      change({ register: [0, 9] }),
      { argument: "changes[3].register", index: 1, value: "9" },
    ],
    [
      "a tempo that becomes 0",
      {},
      change({ hyperparameters: { tempo: 0 } }),
      { argument: "changes[3].hyperparameters.tempo" },
    ],
  ])("%s", (_, wrongSubnet, scenario, data) => {
    expect(() =>
      simulate({ ...subnet, ...wrongSubnet } as SimulatedSubnet, { epochs: 1, ...scenario } as Scenario),
    ).toThrow(expect.objectContaining({ data: expect.objectContaining({ code: "incentive/out_of_range", ...data }) }));
  });

  it("a column asked beyond its ends", () => {
    const run = simulate(subnet, { epochs: 2 });
    for (const ask of [() => run.incentive.at(2, 0), () => run.incentive.at(0, 5), () => run.incentive.ofUid(-1)]) {
      expect(ask).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
    }
  });
});
