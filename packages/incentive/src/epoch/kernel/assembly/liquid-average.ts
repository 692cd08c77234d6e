// biome-ignore-all lint/style/useImportType: this language has no type imports.
import { AlphaSigmoid } from "./alpha";
import { mul, ONE } from "./fixed";
import { Rows } from "./rows";
import { consensus } from "./subnet";

/**
 * Bonds that follow weights, each at a rate of its own. Only entries of the weights survive, in their order: an old bond
 * without one is gone at once, while an explicit zero lets it decay.
 */
export function liquidAverage(weights: Rows, bonds: Rows, low: i64, high: i64, steepness: i64): Rows {
  const sigmoid = new AlphaSigmoid(low, high, steepness);
  const held = new HeldBonds(bonds);
  const average = new Rows(weights.n, weights.length);
  let end = 0;
  for (let row = 0; row < weights.n; row++) {
    if (weights.offsets[row] < weights.offsets[row + 1]) {
      held.show(row);
      end = averageRow(weights, row, held, sigmoid, average, end);
      held.hide(row);
    }
    average.offsets[row + 1] = end;
  }
  return average;
}

function averageRow(weights: Rows, row: i32, held: HeldBonds, sigmoid: AlphaSigmoid, average: Rows, end: i32): i32 {
  let highest = -1;
  for (let at = weights.offsets[row]; at < weights.offsets[row + 1]; at++) {
    const miner = <i32>weights.columns[at];
    const weight = weights.values[at];
    const alpha = sigmoid.of(consensus[miner], miner > highest ? weight : 0, held.ahead[miner]);
    const value = min(mul(ONE - alpha, held.all[miner]) + mul(alpha, weight), ONE);
    highest = max(highest, miner);
    average.columns[end] = <u16>miner;
    average.values[end] = value;
    end += i32(value > 0);
  }
  return end;
}

/**
 * One row of bonds by miner. Rates are found with a cursor that only goes forward over the row, so that a bond behind one
 * to a higher UID is passed over: `ahead` has no value for it, `all` has.
 */
class HeldBonds {
  all: StaticArray<i64>;
  ahead: StaticArray<i64>;

  constructor(private bonds: Rows) {
    this.all = new StaticArray<i64>(bonds.n);
    this.ahead = new StaticArray<i64>(bonds.n);
  }

  show(row: i32): void {
    let highest = -1;
    for (let at = this.bonds.offsets[row]; at < this.bonds.offsets[row + 1]; at++) {
      const miner = <i32>this.bonds.columns[at];
      if (miner < this.bonds.n) {
        this.all[miner] = this.bonds.values[at];
        if (miner > highest) this.ahead[miner] = this.bonds.values[at];
      }
      highest = max(highest, miner);
    }
  }

  hide(row: i32): void {
    for (let at = this.bonds.offsets[row]; at < this.bonds.offsets[row + 1]; at++) {
      const miner = <i32>this.bonds.columns[at];
      if (miner >= this.bonds.n) continue;
      this.all[miner] = 0;
      this.ahead[miner] = 0;
    }
  }
}
