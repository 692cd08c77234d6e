import {
  type EpochHyperparameters,
  type EpochInput,
  type EpochOutput,
  maxUpscale,
  pairsOfRow,
  sparseRows,
  type UidPairs,
} from "../../src/index.js";
import { bothEpochs } from "./both-epochs.js";

export const defaults: EpochHyperparameters = {
  tempo: 360,
  activityCutoffFactorMilli: 13_889,
  maxAllowedValidators: 128,
  kappa: 32_767,
  bondsPenalty: 65_535,
  bondsMovingAverage: 900_000n,
  yuma3On: false,
  liquidAlphaOn: false,
  alphaValues: [45_875, 58_982],
  alphaSigmoidSteepness: 1000,
  stakeThreshold: 0n,
  taoWeight: 0n,
};

export interface SubnetOptions extends Partial<EpochHyperparameters> {
  readonly stake: readonly (number | bigint)[];
  readonly registered?: number | readonly number[];
  readonly permits?: readonly (0 | 1)[];
  readonly lastUpdate?: readonly number[];
  readonly lastMechanismStepBlock?: number;
  readonly ownerUid?: number;
  readonly emission?: bigint;
  readonly commitBlocks?: readonly number[];
}

/** The state that epochs read and write, as a subnet of the chain would hold it. */
export class Subnet {
  readonly n: number;
  stake: bigint[];
  registered: number[];
  permits: number[];
  lastUpdate: number[];
  weights: UidPairs[];
  bonds: UidPairs[];

  constructor(readonly options: SubnetOptions) {
    const { stake, registered = 1, permits, lastUpdate } = options;
    this.n = stake.length;
    this.stake = stake.map(BigInt);
    this.registered = typeof registered === "number" ? stake.map(() => registered) : [...registered];
    this.permits = permits === undefined ? stake.map(() => 0) : [...permits];
    this.lastUpdate = lastUpdate === undefined ? [...this.registered] : [...lastUpdate];
    this.weights = stake.map(() => []);
    this.bonds = stake.map(() => []);
  }

  /** Stores weights as the chain does: max-upscaled, in the given order, zeros kept. */
  setWeights(uid: number, pairs: UidPairs, block: number): void {
    const values = maxUpscale(pairs.map(([, value]) => value));
    this.weights[uid] = pairs.map(([target], index) => [target, values[index]!]);
    this.lastUpdate[uid] = block;
  }

  input(currentBlock: number): EpochInput {
    const { options } = this;
    const hyperparameters = Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [name, options[name as keyof EpochHyperparameters] ?? value]),
    ) as unknown as EpochHyperparameters;
    return {
      n: this.n,
      currentBlock,
      lastMechanismStepBlock: options.lastMechanismStepBlock ?? 0,
      emission: options.emission ?? 1_000_000_000n,
      alphaStake: this.stake,
      rootStake: this.stake.map(() => 0n),
      lastUpdate: this.lastUpdate,
      blockAtRegistration: this.registered,
      validatorPermit: this.permits,
      ownerUid: options.ownerUid,
      weights: sparseRows(this.weights),
      bonds: sparseRows(this.bonds),
      commitBlocks: options.commitBlocks,
      hyperparameters,
    };
  }

  /** Runs the epoch of a block, in both arithmetics, and stores permits and bonds. */
  epoch(block: number): EpochOutput {
    const output = bothEpochs(this.input(block), `block ${block}`);
    this.permits = [...output.validatorPermit];
    this.bonds = this.stake.map((_, uid) => pairsOfRow(output.bonds, uid));
    return output;
  }
}

/** Bond rows as the vectors write them: `(3,65535) (4,100) / – / …` without trailing empty rows. */
export function rowsOf({ bonds }: Pick<EpochOutput, "bonds">): string {
  const rows = Array.from({ length: bonds.offsets.length - 1 }, (_, uid) => formatRow(pairsOfRow(bonds, uid)));
  while (rows.length > 1 && rows.at(-1) === "–") rows.pop();
  return rows.join(" / ");
}

export const formatRow = (pairs: UidPairs): string => pairs.map(([uid, value]) => `(${uid},${value})`).join(" ") || "–";

/** `"(3,10) (4,20) / –"` to pairs. */
export const parseRows = (text: string): [number, number][][] =>
  text.split("/").map((row) => [...row.matchAll(/\((\d+),(\d+)\)/g)].map(([, a, b]) => [Number(a), Number(b)]));

export const numbers = (text: string): number[] => text.split(",").map(Number);
export const bigints = (text: string): bigint[] => text.split(",").map((part) => BigInt(part.trim()));
