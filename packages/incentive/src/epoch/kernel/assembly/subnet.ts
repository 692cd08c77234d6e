// The subnet of the epoch that is running. The host calls `allocate`, writes the inputs at the addresses of these arrays,
// calls the steps in order, and reads the outputs. All memory is given back by the next `allocate`.
import { Rows } from "./rows";

export let n: i32 = 0;
/** UID of the owner, −1 for none. */
export let owner: i32 = -1;

// Inputs, by UID.
export let alphaStake: StaticArray<u64> = new StaticArray<u64>(0);
export let rootStake: StaticArray<u64> = new StaticArray<u64>(0);
export let lastUpdate: StaticArray<f64> = new StaticArray<f64>(0);
export let registered: StaticArray<f64> = new StaticArray<f64>(0);
/** Infinity for no commit. */
export let commitBlocks: StaticArray<f64> = new StaticArray<f64>(0);
/** Permits in force, the owner's included. */
export let permits: StaticArray<u8> = new StaticArray<u8>(0);

// Inputs as stored: rows of (uid, u16).
export let weightOffsets: StaticArray<i32> = new StaticArray<i32>(0);
export let weightUids: StaticArray<u16> = new StaticArray<u16>(0);
export let weightValues: StaticArray<u16> = new StaticArray<u16>(0);
export let bondOffsets: StaticArray<i32> = new StaticArray<i32>(0);
export let bondUids: StaticArray<u16> = new StaticArray<u16>(0);
export let bondValues: StaticArray<u16> = new StaticArray<u16>(0);

// What one step leaves for the next, I32F32 bits by UID.
export let stake: StaticArray<i64> = new StaticArray<i64>(0);
export let activeStake: StaticArray<i64> = new StaticArray<i64>(0);
export let consensus: StaticArray<i64> = new StaticArray<i64>(0);
export let trust: StaticArray<i64> = new StaticArray<i64>(0);
export let incentive: StaticArray<i64> = new StaticArray<i64>(0);
export let dividends: StaticArray<i64> = new StaticArray<i64>(0);
/** The weights that count; from `pullWeights` on, those that bonds are built on. */
export let weights: Rows = new Rows(0, 0);
export let bonds: Rows = new Rows(0, 0);

// Outputs.
export let active: StaticArray<u8> = new StaticArray<u8>(0);
export let nextPermits: StaticArray<u8> = new StaticArray<u8>(0);
export let emission: StaticArray<u64> = new StaticArray<u64>(0);
export let serverEmission: StaticArray<u64> = new StaticArray<u64>(0);
export let validatorEmission: StaticArray<u64> = new StaticArray<u64>(0);

/** Starts an epoch: all arrays are new, and zero. */
export function allocate(uids: i32, ownerUid: i32, weightPairs: i32, bondPairs: i32): void {
  // @ts-expect-error: the declarations leave out what only this runtime has.
  heap.reset();
  n = uids;
  owner = ownerUid;
  allocateVectors();
  weightOffsets = new StaticArray<i32>(n + 1);
  weightUids = new StaticArray<u16>(weightPairs);
  weightValues = new StaticArray<u16>(weightPairs);
  bondOffsets = new StaticArray<i32>(n + 1);
  bondUids = new StaticArray<u16>(bondPairs);
  bondValues = new StaticArray<u16>(bondPairs);
}

function allocateVectors(): void {
  alphaStake = new StaticArray<u64>(n);
  rootStake = new StaticArray<u64>(n);
  lastUpdate = new StaticArray<f64>(n);
  registered = new StaticArray<f64>(n);
  commitBlocks = new StaticArray<f64>(n);
  permits = new StaticArray<u8>(n);
  stake = new StaticArray<i64>(n);
  activeStake = new StaticArray<i64>(n);
  consensus = new StaticArray<i64>(n);
  trust = new StaticArray<i64>(n);
  incentive = new StaticArray<i64>(n);
  dividends = new StaticArray<i64>(n);
  active = new StaticArray<u8>(n);
  nextPermits = new StaticArray<u8>(n);
  emission = new StaticArray<u64>(n);
  serverEmission = new StaticArray<u64>(n);
  validatorEmission = new StaticArray<u64>(n);
}

export function setWeights(rows: Rows): void {
  weights = rows;
}

export function setBonds(rows: Rows): void {
  bonds = rows;
}
