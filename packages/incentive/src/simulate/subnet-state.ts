import { checkEpochInput } from "../check-input/check-epoch-input.js";
import { epoch } from "../epoch/epoch.js";
import { type SparseRows, sparseRows } from "../epoch/sparse-rows.js";
import type { EpochHyperparameters, EpochInput } from "../epoch/types.js";
import { checkFields, checkLength } from "../errors.js";
import type { CommitQueue } from "./commit-queue.js";
import { NEW_SUBNET_HYPERPARAMETERS } from "./new-subnet.js";
import type { SimulatedSubnet } from "./types.js";
import { WeightTable } from "./weight-table.js";

const NO_ROWS = sparseRows([]);

/** What the chain keeps of a subnet from epoch to epoch. */
export interface SubnetState {
  readonly n: number;
  readonly ownerUid: number | undefined;
  hyperparameters: EpochHyperparameters;
  alphaStake: bigint[];
  rootStake: bigint[];
  blockAtRegistration: number[];
  lastUpdate: number[];
  validatorPermit: ArrayLike<boolean | number>;
  weights: WeightTable;
  bonds: SparseRows;
  lastMechanismStepBlock: number;
}

const fields: ReadonlySet<string> = new Set<keyof SimulatedSubnet>([
  "alphaStake",
  "rootStake",
  "hyperparameters",
  "ownerUid",
  "lastMechanismStepBlock",
  "blockAtRegistration",
  "lastUpdate",
  "validatorPermit",
  "weights",
  "bonds",
]);
const hyperparameterFields: ReadonlySet<string> = new Set(Object.keys(NEW_SUBNET_HYPERPARAMETERS));

/** @throws `incentive/unknown_field` for a hyperparameter that the epoch does not read. */
export function withHyperparameters(
  before: EpochHyperparameters,
  changed: Partial<EpochHyperparameters> = {},
  argument = "hyperparameters",
): EpochHyperparameters {
  checkFields(argument, changed, hyperparameterFields);
  return { ...before, ...changed };
}

/** @throws as `checkEpochInput`; `incentive/unknown_field`. */
export function startState(subnet: SimulatedSubnet): SubnetState {
  checkFields("subnet", subnet, fields);
  const n = subnet.alphaStake.length;
  for (const name of ["rootStake", "blockAtRegistration", "lastUpdate", "validatorPermit"] as const) {
    checkLength(name, subnet[name]?.length ?? n, n);
  }
  const each = <T>(values: ArrayLike<T> | undefined, otherwise: T): T[] =>
    Array.from(values ?? { length: n }, (value) => value ?? otherwise);
  const blockAtRegistration = each(subnet.blockAtRegistration, 1);
  const given: SubnetState = {
    n,
    ownerUid: subnet.ownerUid,
    hyperparameters: withHyperparameters(NEW_SUBNET_HYPERPARAMETERS, subnet.hyperparameters),
    alphaStake: each(subnet.alphaStake, 0n),
    rootStake: each(subnet.rootStake, 0n),
    blockAtRegistration,
    lastUpdate: Array.from(subnet.lastUpdate ?? blockAtRegistration),
    validatorPermit: subnet.validatorPermit ?? [],
    weights: new WeightTable(NO_ROWS, n),
    bonds: subnet.bonds ?? NO_ROWS,
    lastMechanismStepBlock: subnet.lastMechanismStepBlock ?? 2,
  };
  const weights = subnet.weights ?? NO_ROWS;
  checkEpochInput({ ...epochInput(given, { emission: 0n }), weights });
  if (subnet.validatorPermit === undefined) given.validatorPermit = firstPermits(given);
  given.weights = new WeightTable(weights, n);
  return given;
}

/** The permits of an epoch over the same stakes; weights have no part in it. */
function firstPermits(state: SubnetState): Uint8Array {
  return epoch(epochInput(state, { emission: 0n })).validatorPermit;
}

export interface EpochTerms {
  readonly emission: bigint;
  readonly commits?: CommitQueue | undefined;
}

/** The block in which the next epoch runs. */
export const nextStepBlock = ({ lastMechanismStepBlock, hyperparameters }: SubnetState): number =>
  lastMechanismStepBlock + hyperparameters.tempo;

/** What the next epoch reads. */
export function epochInput(state: SubnetState, { emission, commits }: EpochTerms): EpochInput {
  return {
    ...state,
    currentBlock: nextStepBlock(state),
    emission,
    weights: state.weights.packed,
    commitBlocks: commits?.earliestBlocks(state.n),
  };
}

/** The state in the form in which a simulation starts. */
export function toSubnet(state: SubnetState): SimulatedSubnet {
  const { n: _, weights, ...kept } = state;
  return { ...kept, weights: weights.packed };
}
