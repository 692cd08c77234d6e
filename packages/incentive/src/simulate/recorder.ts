import { pairsOfRow, type SparseRows } from "../epoch/sparse-rows.js";
import type { EpochOutput } from "../epoch/types.js";
import { EpochColumn } from "./epoch-column.js";
import { nextStepBlock, type SubnetState, toSubnet } from "./subnet-state.js";
import type { Simulation } from "./types.js";

const u16Columns = ["stakeWeight", "consensus", "incentive", "dividends", "validatorTrust"] as const;
const u64Columns = ["emission", "serverEmission", "validatorEmission"] as const;
const flagColumns = ["active", "validatorPermit"] as const;

/** Collects the columns of a simulation. */
export class Recorder {
  readonly #n: number;
  readonly #blocks: Float64Array;
  readonly #stake: BigUint64Array;
  readonly #columns: Record<(typeof u16Columns)[number], Uint16Array> &
    Record<(typeof u64Columns)[number], BigUint64Array> &
    Record<(typeof flagColumns)[number], Uint8Array>;
  readonly #bonds: SparseRows[] = [];

  constructor(n: number, epochs: number) {
    const length = n * epochs;
    const u16 = () => new Uint16Array(length);
    const u64 = () => new BigUint64Array(length);
    this.#n = n;
    this.#blocks = new Float64Array(epochs);
    this.#stake = u64();
    this.#columns = {
      active: new Uint8Array(length),
      validatorPermit: new Uint8Array(length),
      stakeWeight: u16(),
      consensus: u16(),
      incentive: u16(),
      dividends: u16(),
      validatorTrust: u16(),
      emission: u64(),
      serverEmission: u64(),
      validatorEmission: u64(),
    };
  }

  record(epoch: number, state: SubnetState, output: EpochOutput): void {
    const offset = epoch * this.#n;
    this.#blocks[epoch] = nextStepBlock(state);
    this.#stake.set(state.alphaStake, offset);
    for (const name of flagColumns) this.#columns[name].set(output[name], offset);
    for (const name of u16Columns) this.#columns[name].set(output[name], offset);
    for (const name of u64Columns) this.#columns[name].set(output[name], offset);
    this.#bonds.push(output.bonds);
  }

  finish(state: SubnetState): Simulation {
    const n = this.#n;
    const bonds = this.#bonds;
    const { active, validatorPermit, stakeWeight, consensus, incentive, dividends, validatorTrust, ...paid } =
      this.#columns;
    return {
      epochs: bonds.length,
      n,
      blocks: this.#blocks,
      alphaStake: new EpochColumn(this.#stake, n),
      active: new EpochColumn(active, n),
      validatorPermit: new EpochColumn(validatorPermit, n),
      stakeWeight: new EpochColumn(stakeWeight, n),
      consensus: new EpochColumn(consensus, n),
      incentive: new EpochColumn(incentive, n),
      dividends: new EpochColumn(dividends, n),
      validatorTrust: new EpochColumn(validatorTrust, n),
      emission: new EpochColumn(paid.emission, n),
      serverEmission: new EpochColumn(paid.serverEmission, n),
      validatorEmission: new EpochColumn(paid.validatorEmission, n),
      bonds,
      bond: (validator, miner) => Uint16Array.from(bonds, (rows) => bondOf(rows, validator, miner)),
      final: toSubnet(state),
    };
  }
}

const bondOf = (rows: SparseRows, validator: number, miner: number): number =>
  pairsOfRow(rows, validator).find(([uid]) => uid === miner)?.[1] ?? 0;
