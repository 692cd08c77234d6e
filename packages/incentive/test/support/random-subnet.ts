import { type EpochHyperparameters, type EpochInput, sparseRows, type UidPairs } from "../../src/index.js";

const U64_MAX = (1n << 64n) - 1n;

/** A generator of its own, so that tens of thousands of subnets cost little and one number brings any of them back. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  u64(): bigint {
    return (BigInt(this.below(2 ** 32)) << 32n) | BigInt(this.below(2 ** 32));
  }

  shuffle<T>(items: T[]): T[] {
    for (let end = items.length - 1; end > 0; end -= 1) {
      const at = this.below(end + 1);
      [items[end], items[at]] = [items[at]!, items[end]!];
    }
    return items;
  }
}

export interface RandomSubnetOptions {
  readonly n: number;
  /** The first UIDs have a permit and rows, the others neither; by default any number have either. */
  readonly validators?: number;
  /** Share of miners in a row; by default anything from none to all. */
  readonly density?: number;
  readonly hyperparameters?: Partial<EpochHyperparameters>;
}

/**
 * A subnet of any shape that storage can hold, the strange ones included, each drawn with a temper of its own. Half are
 * tame: all validators vote, so that the epoch comes to its last steps.
 */
export function randomSubnet(seed: number, options: Partial<RandomSubnetOptions> = {}): EpochInput {
  const random = new Random(seed);
  const n = options.n ?? randomSize(random);
  const temper = random.chance(0.5) ? tame(random, n) : wild(random, n);
  return {
    n,
    currentBlock: 10_000,
    lastMechanismStepBlock: random.pick([0, 9_640, 9_999]),
    emission: random.pick([0n, 1n, 1_000_000_000n, random.u64(), U64_MAX]),
    rootStake: random.chance(0.5) ? zeros(n) : stakes(random, n),
    ownerUid: n > 0 && random.chance(0.3) ? random.below(n) : undefined,
    weights: matrix(random, n, options),
    bonds: matrix(random, n, options),
    hyperparameters: { ...hyperparameters(random, n), ...options.hyperparameters },
    ...temper,
    ...(options.validators !== undefined && { validatorPermit: firstUids(n, options.validators) }),
  };
}

type Temper = Pick<
  EpochInput,
  "alphaStake" | "lastUpdate" | "blockAtRegistration" | "validatorPermit" | "commitBlocks"
>;

const tame = (random: Random, n: number): Temper => ({
  alphaStake: Array.from({ length: n }, () => random.u64() >> 9n),
  lastUpdate: new Array<number>(n).fill(9_999),
  blockAtRegistration: new Array<number>(n).fill(0),
  validatorPermit: new Array<number>(n).fill(1),
});

const wild = (random: Random, n: number): Temper => ({
  alphaStake: stakes(random, n),
  lastUpdate: blocks(random, random.chance(0.1) ? random.below(n + 1) : n, [0, 4_999, 5_000, 9_700, 9_999, 10_000]),
  blockAtRegistration: blocks(random, n, random.chance(0.5) ? [0, 1] : [0, 5_000, 9_639, 9_640, 9_641, 9_700, 10_000]),
  validatorPermit: permits(random, n),
  commitBlocks: random.chance(0.3) ? blocks(random, n, [4_000, 9_640, 9_700, Infinity]) : undefined,
});

const firstUids = (n: number, count: number): number[] => Array.from({ length: n }, (_, uid) => Number(uid < count));

/** Mostly small, for the many; every edge of none and one. */
function randomSize(random: Random): number {
  if (random.chance(0.05)) return random.below(2);
  if (random.chance(0.03)) return 32 + random.below(64);
  return 2 + random.below(14);
}

const zeros = (n: number): bigint[] => new Array<bigint>(n).fill(0n);

function stakes(random: Random, n: number): bigint[] | BigUint64Array {
  const shift = BigInt(random.below(60));
  const scale = random.pick([
    () => 0n,
    () => 1n,
    () => 1_000_000_000n,
    () => BigInt(random.below(4)),
    () => random.u64() >> shift,
    () => random.u64() >> BigInt(random.below(64)),
    () => random.pick([0n, 1n, U64_MAX, 1n << 63n, (1n << 62n) - 1n, 10n ** 16n]),
  ]);
  const emptiness = random.pick([0, 0, 0.5, 0.9]);
  const amounts = Array.from({ length: n }, () => (random.chance(emptiness) ? 0n : scale()));
  return random.chance(0.5) ? amounts : BigUint64Array.from(amounts);
}

const blocks = (random: Random, length: number, choices: readonly number[]): number[] => {
  const common = random.pick(choices);
  return Array.from({ length }, () => (random.chance(0.6) ? common : random.pick(choices)));
};

function permits(random: Random, n: number): number[] {
  const length = random.chance(0.1) ? random.below(n + 1) : n;
  const share = random.pick([0, 0.3, 0.7, 1]);
  return Array.from({ length }, () => Number(random.chance(share)));
}

function matrix(random: Random, n: number, options: Partial<RandomSubnetOptions>): EpochInput["weights"] {
  const density = options.density ?? random.pick([0, 0.05, 0.3, 0.7, 1]);
  const common = 1 + random.below(65_535);
  const value = random.pick([
    () => random.below(65_536),
    () => 65_535,
    () => common,
    () => random.below(3),
    () => random.pick([0, 1, common, 65_535]),
  ]);
  const isOrdered = random.chance(0.6);
  const uids = n + (random.chance(0.2) ? 3 : 0);
  const length = options.validators ?? (random.chance(0.1) ? random.below(n + 3) : n);
  return sparseRows(Array.from({ length }, () => matrixRow(random, uids, density, isOrdered, value)));
}

function matrixRow(random: Random, uids: number, density: number, isOrdered: boolean, value: () => number): UidPairs {
  const targets = Array.from({ length: uids }, (_, uid) => uid).filter(() => random.chance(density));
  if (!isOrdered) random.shuffle(targets);
  return targets.map((uid) => [uid, value()]);
}

function hyperparameters(random: Random, n: number): EpochHyperparameters {
  const u16 = () => random.pick([0, 1, 32_767, 32_768, 65_534, 65_535, random.below(65_536)]);
  const yuma3On = random.chance(0.6);
  return {
    tempo: random.pick([0, 1, 360, 65_535]),
    activityCutoffFactorMilli: random.pick([1_000, 13_889, 50_000]),
    maxAllowedValidators: random.pick([0, 1, n >> 1, n, 128]),
    kappa: u16(),
    bondsPenalty: random.pick([0, 65_535, u16()]),
    bondsMovingAverage: random.pick([0n, 900_000n, 975_000n, 1_000_000n, BigInt(random.below(1_000_001))]),
    yuma3On,
    liquidAlphaOn: random.chance(0.7),
    alphaValues: random.pick<readonly [number, number]>([
      [45_875, 58_982],
      [6_553, 19_660],
      [0, 65_535],
      [u16(), u16()],
    ]),
    alphaSigmoidSteepness: random.pick([1_000, 0, 1, -1_000, 32_767, -32_768, random.below(65_536) - 32_768]),
    stakeThreshold: random.pick([0n, 0n, 1n, 1_000_000_000n, random.u64() >> BigInt(random.below(64))]),
    taoWeight: random.pick([0n, 971_718_665_099_567_868n, U64_MAX, random.u64()]),
  };
}
