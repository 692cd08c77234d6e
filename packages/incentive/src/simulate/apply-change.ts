import { checkHyperparameters } from "../check-input/check-hyperparameters.js";
import { checkInteger } from "../check-input/check-values.js";
import { pairsOfRow, sparseRows, type UidPairs } from "../epoch/sparse-rows.js";
import { checkFields, checkU64 } from "../errors.js";
import { nextStepBlock, type SubnetState, withHyperparameters } from "./subnet-state.js";
import type { EpochChange } from "./types.js";
import { storedRow } from "./weight-row.js";

const fields: ReadonlySet<string> = new Set<keyof EpochChange>([
  "hyperparameters",
  "register",
  "resetBonds",
  "alphaStake",
  "rootStake",
  "weights",
]);

/** Carries out all of a change but its weights, which are returned as the chain would store them. */
export function applyChange(state: SubnetState, change: EpochChange, argument: string): ReadonlyMap<number, UidPairs> {
  checkFields(argument, change, fields);
  if (change.hyperparameters !== undefined) {
    const at = `${argument}.hyperparameters`;
    state.hyperparameters = withHyperparameters(state.hyperparameters, change.hyperparameters, at);
    checkHyperparameters(state.hyperparameters, at);
    checkInteger(`${at}.tempo`, state.hyperparameters.tempo, 1);
  }
  for (const uid of uidsOf(change.register, state, `${argument}.register`)) register(state, uid);
  for (const uid of uidsOf(change.resetBonds, state, `${argument}.resetBonds`)) resetBonds(state, uid);
  for (const name of ["alphaStake", "rootStake"] as const) {
    for (const [uid, stake] of byUid(change[name], state, `${argument}.${name}`)) {
      checkU64(`${argument}.${name}`, stake, uid);
      state[name][uid] = stake;
    }
  }
  const at = `${argument}.weights`;
  return new Map(byUid(change.weights, state, at).map(([uid, row]) => [uid, storedRow(row, state.n, `${at}[${uid}]`)]));
}

/** A newcomer takes over a UID: what was set by it goes, what others gave it becomes zero, bonds to it stay. */
function register(state: SubnetState, uid: number): void {
  // An extrinsic of the block after the last epoch; with a tempo of 1 the last that the epoch still sees.
  const block = Math.min(state.lastMechanismStepBlock + 1, nextStepBlock(state) - 1);
  state.blockAtRegistration[uid] = block;
  state.lastUpdate[uid] = block;
  state.alphaStake[uid] = 0n;
  state.rootStake[uid] = 0n;
  state.validatorPermit = Array.from(state.validatorPermit, (permit, index) => index !== uid && Boolean(permit));
  state.weights.rows.forEach((row, validator) => {
    const without = row.map(([target, value]): [number, number] => [target, target === uid ? 0 : value]);
    state.weights.set(validator, validator === uid ? [] : without);
  });
  mapBonds(state, (row, validator) => (validator === uid ? [] : row));
}

function resetBonds(state: SubnetState, uid: number): void {
  mapBonds(state, (row) => row.filter(([target]) => target !== uid));
}

function mapBonds(state: SubnetState, map: (row: UidPairs, validator: number) => UidPairs): void {
  const { bonds, n } = state;
  state.bonds = sparseRows(Array.from({ length: n }, (_, validator) => map(pairsOfRow(bonds, validator), validator)));
}

function uidsOf(uids: readonly number[] = [], { n }: SubnetState, argument: string): readonly number[] {
  uids.forEach((uid, index) => {
    checkInteger(argument, uid, 0, n - 1, index);
  });
  return uids;
}

function byUid<T>(values: Readonly<Record<number, T>> = {}, { n }: SubnetState, argument: string): [number, T][] {
  return Object.entries(values).map(([key, value]) => {
    checkInteger(`a UID of ${argument}`, Number(key), 0, n - 1);
    return [Number(key), value];
  });
}
