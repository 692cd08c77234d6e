import { describe, expect, it, vi } from "vitest";
import { kernelEpoch } from "../../src/epoch/kernel/kernel-epoch.js";
import { type EpochInput, type EpochOutput, epoch, epochReference, sparseRows } from "../../src/index.js";
import { bothEpochs, expectSame } from "../support/both-epochs.js";
import { Random, randomSubnet } from "../support/random-subnet.js";

/** `EPOCH_SEED=… EPOCH_SUBNETS=…` try others, or one again. */
const SEED = Number(process.env.EPOCH_SEED ?? 20_240_601);
const SUBNETS = Number(process.env.EPOCH_SUBNETS ?? 12_000);

/** How many epochs had something to show: an output of zeros would be equal too. */
class Tally {
  private readonly counts: Record<string, number> = {};

  count(input: EpochInput, output: EpochOutput): void {
    const { hyperparameters } = input;
    this.add("incentive", sum(output.incentive) > 0);
    this.add("dividends", sum(output.dividends) > 0);
    this.add(
      "validators paid by stake",
      sum(output.incentive) === 0 && output.validatorEmission.some((part) => part > 0n),
    );
    this.add("bonds", sum(output.bonds.values) > 0);
    this.add("liquid bonds", hyperparameters.yuma3On && hyperparameters.liquidAlphaOn && sum(output.bonds.values) > 0);
    this.add("consensus below a vote", sum(output.validatorTrust) > 0 && output.consensus.some((share) => share === 0));
    this.add("no stake", sum(output.stakeWeight) === 0);
  }

  private add(what: string, holds: boolean): void {
    this.counts[what] = (this.counts[what] ?? 0) + Number(holds);
  }

  least(): number {
    return Math.min(...Object.values(this.counts));
  }
}

const sum = (values: Uint16Array): number => values.reduce((a, b) => a + b, 0);

describe("the kernel has the bits of the reference", () => {
  it(`on ${SUBNETS} random subnets from seed ${SEED}`, () => {
    const tally = new Tally();
    for (let seed = SEED; seed < SEED + SUBNETS; seed += 1) {
      const input = randomSubnet(seed);
      tally.count(input, bothEpochs(input, `EPOCH_SEED=${seed}`));
    }
    expect(tally.least()).toBeGreaterThan(SUBNETS / 50);
  }, 120_000);

  it.each([
    ["a chain of epochs, each on the bonds of the one before", { yuma3On: false }],
    ["the same with absolute bonds", { yuma3On: true, liquidAlphaOn: false }],
    ["the same with liquid alpha", { yuma3On: true, liquidAlphaOn: true }],
  ])("on %s", (_, hyperparameters) => {
    for (let seed = SEED; seed < SEED + 20; seed += 1) {
      let input = randomSubnet(seed, { n: 12, validators: 6, density: 0.7, hyperparameters });
      for (let step = 0; step < 10; step += 1) {
        const { bonds, validatorPermit } = bothEpochs(input, `seed ${seed}, epoch ${step}`);
        input = { ...input, bonds, validatorPermit };
      }
    }
  });

  it.each([
    ["relative bonds", { n: 4096, validators: 4, density: 0.3, hyperparameters: { yuma3On: false } }],
    [
      "absolute bonds",
      { n: 4096, validators: 2, density: 0.5, hyperparameters: { yuma3On: true, liquidAlphaOn: false } },
    ],
    ["liquid alpha", { n: 4096, validators: 1, density: 0.5, hyperparameters: { yuma3On: true, liquidAlphaOn: true } }],
    ["many validators", { n: 4096, validators: 512, density: 0.003 }],
  ])("on 4096 UIDs with %s", (_, options) => {
    bothEpochs(votingSubnet(SEED, options));
  });

  it("after a larger epoch, and after one that it refused", () => {
    const small = votingSubnet(7, { n: 5, validators: 3, density: 1 });
    const expected = epochReference(small);
    kernelEpoch(votingSubnet(1, { n: 256, validators: 64, density: 1 }));
    expectSame(kernelEpoch(small), expected);
    expect(kernelEpoch({ ...small, weights: twice(small) })).toBeUndefined();
    expectSame(kernelEpoch(small), expected);
  });
});

describe("what the kernel leaves to the reference", () => {
  const small = votingSubnet(7, { n: 5, validators: 3, density: 1 });
  const moving = (bondsMovingAverage: bigint) => ({ ...small.hyperparameters, bondsMovingAverage });

  it.each<[string, EpochInput]>([
    ["a miner twice in a row of weights", { ...small, weights: twice(small) }],
    ["a miner twice in a row of bonds", { ...small, bonds: twice(small) }],
    ["a moving average above 1", { ...small, hyperparameters: moving(1_000_001n) }],
    ["the largest moving average", { ...small, hyperparameters: moving((1n << 64n) - 1n) }],
  ])("%s", (_, input) => {
    expect(kernelEpoch(input)).toBeUndefined();
    expectSame(epoch(input), epochReference(input));
  });

  it("everything where there is no WebAssembly", async () => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", undefined);
    const without = await import("../../src/index.js");
    expectSame(without.epoch(small), epochReference(small));
    vi.unstubAllGlobals();
  });
});

/** All stake is with validators, who are active; rows are up to date. */
function votingSubnet(seed: number, options: Parameters<typeof randomSubnet>[1] & { n: number }): EpochInput {
  const random = new Random(seed);
  const uids = Array.from({ length: options.n }, (_, uid) => uid);
  return {
    ...randomSubnet(seed, options),
    alphaStake: uids.map(() => random.u64() >> 8n),
    lastUpdate: uids.map(() => 9_999),
    blockAtRegistration: uids.map(() => random.below(9_000)),
    commitBlocks: undefined,
  };
}

/** Every UID votes twice for UID 1. */
const twice = ({ n }: EpochInput): EpochInput["weights"] =>
  sparseRows(
    Array.from({ length: n }, () => [
      [1, 5],
      [0, 3],
      [1, 7],
    ]),
  );
